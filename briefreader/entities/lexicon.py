"""Words that shape names: what joins them, what heads them, what stands beside them. All in lower case."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words in lower case inside a name: "Ursula von der Leyen", "Abdulla bin Zayed", "Rio de Janeiro".
PARTICLES = _words(
    "de la le les du des da das do dos di del della dei arap van von der den ter ten zu zur bin ibn bint ben al el e y i og"
)
# Before a hyphen these belong to the name that follows: "al-Hamidawi".
HYPHEN_PARTICLES = _words("al el as ash at ad an ar az ez es er ur ul bin ben abu d l m o")

WEEKDAYS = _words(
    "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays "
    "saturdays sundays mon tue tues wed thu thur thurs fri sat sun"
)
MONTHS = _words(
    "january february march april may june july august september october november december "
    "jan jan. feb feb. mar mar. apr apr. jun jun. jul jul. aug aug. sep sep. sept sept. oct oct. nov nov. dec dec."
)
# Capitalised for another reason than being a name.
NEVER = WEEKDAYS | _words(
    "i i'm i'd i've i'll i’m i’d i’ve i’ll im ive ill mr mrs ms mr. mrs. ms. tv pm am p.m. a.m. ok okay ceo cfo coo ceos "
    "mp mps id pr vip dj ph.d phd ma mba md. esq hr it q a b.a. ii iii iv vi vii viii ix xi xii c d e f g h j k l n o "
    "p r s t u v w x y z gmt est edt pst pdt cst utc bst cet re fwd fw cc bcc ps p.s. faq url www http https ps lol omg "
    "btw asap aka fyi imo imho rsvp tbd tba eta etc ad bc b.c. a.d. dna atm suv suvs sms pc pcs atv wmd wmds ngo ngos "
    "gmt+1 feb. no. nos vs. v. newsdesk ing isn doesn don didn xmas non pre ex anti pro c. s. sr jr sr. jr. yes no oh hi "
    "hello hey dear thanks thank regards sincerely cheers subject attn from to sent dlr dlrs pct mln bln shr net revs qtr "
    "rfp lng iso adhd dui seo ipo ipos api svp irr psa faqs lmao thx plz erm heh yay wow hmm haha pls ppl btu mw mwh kwh hp mph km kg lb lbs oz ml mm cm ft usb cd cds dvd dvds hdtv lcd led ram cpu gpu pdf html xml sql php gps ups bbq diy ok'd nb asst fax tel ext ste apt blvd attn re: govt mrp emi gdp gnp cpi ppi mlr mba rpm ltr ebit ebitda lbo sdr sdrs usd euros ecu ecus et dwi cts oper avg mths nine six div prior qtly record pay usd gbp eur jpy dm chf cad aud"
)
# Words that begin many sentences and no name, whatever else is known of them.
FUNCTION = _words(
    "the a an this that these those it its he his she her they their them we our us you your my me i who whom whose "
    "which what when where why how there here and or but nor so yet for if then than as at by in into of off on onto out "
    "over from to up with without within upon under until till while since because although though unless whether "
    "after before during between among amid against about above across along around behind below beneath beside "
    "besides beyond despite down except inside like near past per plus regarding round through throughout toward "
    "towards via not no yes all any both each either every few many more most much neither none one other others "
    "several some such two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred "
    "thousand million billion is are was were be been being am do does did doing done has have had having can could may "
    "might must shall should will would let lets also just only even still again once now today yesterday tomorrow "
    "tonight however therefore meanwhile moreover nevertheless otherwise thus hence instead indeed perhaps maybe "
    "please well very too quite rather really too another own same last next first second third former latter new "
    "according asked earlier later ago never ever always often sometimes usually already almost nearly"
)
# At the beginning of a sentence these can be the beginning of a name of several words.
NAME_OPENERS = _words(
    "new north south east west northern southern eastern western central upper lower greater grand royal united "
    "national international federal general first american british european african asian arab saint st st. mount lake "
    "cape port fort san santa los las el la le air bank university ministry department institute church city county "
    "state supreme high world union red white black blue green golden saudi costa sri hong democratic "
    "republican liberal labour conservative christian islamic muslim people holy sir lord dame queen king prince "
    "princess pope coast social socialist communist women's men's atlantic pacific standard public private chief "
    "security foreign defence defense justice interior finance trade house court justice amnesty human deutsche real "
    "sporting inter dynamo young long rock bay palm santa salt silicon wall long fox sky sun star daily "
    "sunday financial associated agence"
)

# The last word of a company's name.
SUFFIXES = _words(
    "inc inc. cos cos. incorporated corp corp. corporation co co. company ltd ltd. limited llc llp lp plc ag sa s.a. nv n.v. bv b.v. "
    "gmbh a/s s/a ab oy oyj asa spa s.p.a. srl pty bhd berhad kk sdn holdings holding bancorp bancshares cie cia"
)
# The head word of an organisation's name.
ORGANISATION_HEADS = _words(
    "university college school institute institution academy hospital clinic ministry department office agency "
    "commission committee council parliament assembly congress senate court tribunal party movement front union "
    "federation confederation association society club league alliance organisation organization authority bureau "
    "board bank fund foundation army navy corps force forces guard guards brigade brigades battalion division "
    "militia police service services network news times post herald tribune journal gazette press telegraph "
    "observatory church orchestra philharmonic embassy chamber exchange airlines airways airline fc f.c. united rovers "
    "wanderers athletic albion hotspur secretariat directorate coalition resistance consortium cooperative "
    "initiative group industries enterprises partners associates technologies technology systems motors "
    "pharmaceuticals laboratories laboratory labs petroleum financial markets communications telecommunications telecom "
    "electronics insurance securities savings trust brothers bros bros. sons stores records pictures studios "
    "entertainment media software solutions consulting international resources energy gas power electric "
    "chemical chemicals steel oil mining mines airlines aviation aerospace railways railway railroad shipping lines "
    "foods products manufacturing construction properties realty investments investment management capital "
    "equity advisors advisers mutual assurance life casualty bureau command staff faction brotherhood jihad "
    "mafia cartel ensemble choir ballet opera museum gallery library zoo archdiocese diocese synod curia "
    "caucus cabinet newsroom newsdesk desk observer mail express chronicle dispatch globe tribune mirror "
    "examiner inquirer magazine weekly review today radio television tv broadcasting channel cable "
    "motorsports racing sports cycling team squad syndicate conglomerate ventures worldwide global "
    "networks wireless mobile interactive online digital instruments semiconductor semiconductors devices machines "
    "computer computers data research sciences biosciences therapeutics genetics healthcare medical health care "
    "utilities utility center centre pipeline transmission gathering broadband retail apparel fabrics restaurants bakery brewery "
    "breweries distillers tobacco paper timber rubber cement glass textiles mills works foundry shipyard shipyards"
)
# Heads of departments of a state: the nationality before them stays outside.
STATE_HEADS = _words(
    "ministry department parliament government army navy embassy senate congress court police treasury cabinet "
    "consulate assembly force forces"
)
# Before "of", "for" or "on" in the name of an organisation: "Bank of Japan", "Council on Foreign Relations".
ORGANISATION_OF = _words(
    "ministry department bank university college school institute institution academy office agency commission "
    "committee council court union federation confederation association society league alliance organisation "
    "organization authority bureau board fund foundation house chamber church movement party front army corps "
    "observatory center centre campaign coalition conference congress assembly bar order knights daughters sons "
    "republic friends federal campaign mothers museum hospital national secretariat directorate "
    "division law offices laboratory group forces brigades battalion partisans soldiers supporters "
    "initiative network club world command inspectorate faculty registry housing"
)
# Before "of" in the name of a place: "Gulf of Mexico", "City of London".
PLACE_OF = _words(
    "gulf bay strait straits isle cape republic sea mount horn island islands state city province kingdom district"
)
OTHER_OF = _words(
    "treaty declaration battle order medal prix cup tour festival feast bill act statue day operation convention "
    "charter book lord wizard game prisoner"
)
# Words that may follow "of" or "for" in a name though written with a capital there only.
PLACE_HEADS = _words(
    "street avenue road boulevard lane drive square park river lake sea ocean gulf bay island islands peninsula "
    "mountain mountains hill hills valley desert province county district state region republic airport bridge canal "
    "strait straits harbor harbour beach forest coast plateau heights town village city prefecture territory castle palace "
    "stadium arena hall tower towers plaza station prison mall hotel restaurant cafe grill inn cathedral mosque temple "
    "shrine highway creek falls springs canyon reef atoll archipelago delta basin gorge pass crossing border camp "
    "refinery dam reservoir port pier dock docks terminal field ground oval gardens garden garage pizza bistro bar "
    "pub spa resort suites cinema theater theatre center centre monument memorial cemetery ave ave. st blvd rd "
    "quarter suburb township borough municipality governorate oblast krai emirate sultanate kingdom base barracks cove "
    "glacier volcano ridge mesa prairie woods marsh swamp bluff"
)
PLACE_OPENERS = _words(
    "mount mt mt. lake cape port fort san santa santo saint st st. los las el rio isle camp new north south east west "
    "upper lower northern southern eastern western central greater stade estadio piazza plaza rue palais hotel sao são villa ville puerto"
)
OTHER_HEADS = _words(
    "cup open championship championships trophy prize award awards medal act treaty agreement accord accords "
    "convention protocol pact declaration resolution war wars festival day games olympics marathon classic masters "
    "series prix plan program programme bill amendment bowl derby stakes handicap summit index games "
    "tournament campaign crisis scandal affair revolution uprising massacre bible code virus disease syndrome missile "
    "tank helicopter jet rifle satellite telescope shuttle rocket edition eve week month report project"
)
OTHER_OPENERS = _words(
    "operation hurricane typhoon cyclone tropical flight uss hms ss ms comet windows storm"
)

# In front of a name.
PLACE_BEFORE = {
    "in": 1.3, "near": 1.4, "from": 0.5, "to": 0.3, "at": 0.3, "around": 0.6, "across": 0.8, "outside": 1.0, "inside": 0.5,
    "throughout": 1.3, "toward": 0.5, "towards": 0.5, "into": 0.5, "over": 0.2, "of": 0.25, "between": 0.2, "through": 0.4,
    "via": 0.6, "within": 0.6, "visit": 0.6, "visited": 0.6, "visiting": 0.8, "downtown": 2.0, "northern": 2.0, "southern": 2.0,
    "eastern": 2.0, "western": 2.0, "central": 1.6, "north": 1.2, "south": 1.2, "east": 1.2, "west": 1.2, "nearby": 2.0,
    "southeast": 1.2, "southwest": 1.2, "northeast": 1.2, "northwest": 1.2, "southeastern": 2, "southwestern": 2, "northeastern": 2,
    "northwestern": 2, "leave": 0.3, "left": 0.3, "mainland": 2.0, "rural": 2.0, "off": 0.4,
}  # fmt: skip
ORGANISATION_BEFORE = {
    "company": 1.5, "firm": 1.5, "group": 1.2, "newspaper": 2.0, "daily": 1.5, "magazine": 2.0, "agency": 1.6, "bank": 1.2,
    "club": 1.6, "giant": 1.4, "maker": 1.2, "carmaker": 1.5, "automaker": 1.5, "airline": 1.6, "retailer": 1.5, "broker": 0.6,
    "subsidiary": 1.5, "unit": 1.2, "party": 1.2, "movement": 1.2, "militia": 1.5, "network": 1.2, "station": 0.9,
    "side": 1.0, "champions": 0.3, "organisation": 1.5, "organization": 1.5, "website": 1.0, "site": 0.5, "brokerage": 1.5,
    "shares": 0.3, "joined": 0.8, "joining": 0.8, "rivals": 1.0, "owner": 0.3, "publisher": 0.8, "chain": 1.2, "partner": 0.3,
}  # fmt: skip
PLACE_NOUN_BEFORE = _words(
    "city town village province county district state region capital port island suburb municipality republic "
    "kingdom resort neighborhood neighbourhood community prefecture"
)
# Behind a name.
PERSON_AFTER = _words(
    "said says told added whose who who's scored replied explained recalled insisted aged himself herself born died "
    "finished birdied bogeyed fired pitched homered singled doubled headed volleyed equalised caught bowled lbw "
    "testified married resigned smiled laughed wrote thinks believes retired joked admitted conceded shot kicked"
)
ORGANISATION_AFTER = {
    "shares": 1.6, "stock": 1.4, "share": 0.9, "unit": 1.2, "subsidiary": 1.5, "spokesman": 1.5, "spokeswoman": 1.5,
    "spokesperson": 1.5, "executives": 1.2, "employees": 1.3, "shareholders": 1.6, "stockholders": 1.6, "chairman": 0.8,
    "chief": 0.4, "president": 0.3, "members": 0.8, "member": 0.5, "leader": 0.7, "leaders": 0.7, "officials": 0.5,
    "fighters": 1.4, "militants": 1.4, "guerrillas": 1.2, "rebels": 0.8, "militia": 0.9, "newspaper": 1.4, "news": 0.9,
    "television": 0.8, "radio": 0.8, "reported": 0.7, "reports": 0.4, "announced": 0.5, "analyst": 0.9, "analysts": 0.7,
    "manager": 0.2, "coach": 0.6, "striker": 0.9, "midfielder": 0.9, "defender": 0.9, "goalkeeper": 0.9, "fans": 0.6,
    "supporters": 0.4, "staff": 0.8, "workers": 0.6, "plans": 0.2, "expects": 0.5, "acquired": 0.7, "plc": 1.5, "agreed": 0.2,
    "lifts": 0.7, "raises": 0.4, "buys": 0.7, "sells": 0.5, "posts": 0.7, "unveils": 0.4, "acquiring": 0.8, "owns": 0.5, "acquires": 1.0, "lawmaker": 0.9, "lawmakers": 0.9, "mp": 0.5, "mps": 0.7, "headquarters": 0.8, "website": 0.9,
}  # fmt: skip
PLACE_AFTER = {
    "city": 0.7, "province": 1.5, "region": 1.3, "airport": 1.2, "residents": 1.2, "border": 1.0, "area": 0.8, "suburb": 1.2,
    "district": 1.0, "police": 0.6, "court": 0.4, "prison": 0.6, "hospital": 0.4, "market": 0.3, "stadium": 0.4, "resident": 1.0,
    "streets": 0.8, "port": 0.8, "hotel": 0.3, "state": 0.7, "county": 1.2, "exchange": 0.4, "bourse": 0.8, "township": 1.2,
    "camp": 0.8,
    "crossing": 1.0,
    "checkpoint": 1.2,
    "village": 1.2,
    "valley": 1.0,
}  # fmt: skip

# Signs in a description beside a name: "Smith, the president of ..."; "Acme, a maker of ...".
ORGANISATION_NOUNS = _words(
    "company firm maker unit subsidiary bank group organisation organization agency party newspaper airline club "
    "corporation manufacturer retailer producer supplier provider insurer brokerage militia movement publisher network"
)
PLACE_NOUNS = _words("city town village capital province island district region suburb port county resort")

# A report that uses these speaks of sport, where the name of a city stands for its team.
SPORT = _words(
    "match matches league goal goals scored innings wicket wickets tournament championship halftime half-time coach "
    "striker midfielder goalkeeper season standings scorers quarterfinal semifinal semifinals quarter-finals "
    "semi-finals playoff playoffs inning homer touchdown soccer basketball baseball hockey cricket rugby tennis golf nba "
    "nfl nhl attendance division unbeaten batsman bowler teams team cup players cyclist seed round champions"
)
SPORT_HEADLINES = _words(
    "soccer cricket tennis golf rugby baseball basketball hockey nfl nba nhl athletics cycling boxing swimming skiing squash "
    "badminton motor racing volleyball snooker rallying speed-skating figure formula alpine ski-jumping nordic biathlon "
    "freestyle bobsleigh luge gymnastics weightlifting judo wrestling rowing sailing yachting olympics handball "
    "rugby-union triathlon marathon soccer-english"
)
CONTEST_AFTER = _words(
    "beat beats defeated defeats lost won win wins drew draw lead led leads leading trail trailed play plays played playing "
    "face faces faced host hosts hosted visit clinched clinch edged routed thrashed hammered crushed downed outlasted blanked "
    "swept snapped improved scored took equalised rallied dropped fell stay stayed remain meet meets met signed have has had "
    "need top stunned held entertain entertained travel were are"
)
CONTEST_BEFORE = _words(
    "beat beats defeated over against versus vs v beating edged routed thrashed hammered crushed face faced facing host hosting downed"
)

TEAM_SPORTS = _words("soccer cricket rugby baseball basketball hockey nfl nba nhl handball volleyball rugby-union football")
TEAM_WORDS = _words(
    "league goal goals innings wicket wickets halftime half-time coach striker midfielder goalkeeper season standings scorers inning "
    "homer touchdown soccer basketball baseball hockey cricket rugby nba nfl nhl division batsman bowler teams team"
)

# The first word of an organisation's name in other languages.
ORGANISATION_OPENERS = _words(
    "banque banca banco banka bank compagnie companhia compania compañia societe société sociedad credit caisse cassa "
    "caja ministere ministerio partido partito parti universidad universita université universite universitat universität "
    "istituto instituto institut consiglio conseil consejo federacion federazione fédération confederation associacao empresa "
    "asociacion association grupo gruppo groupe real olympique sporting deportivo dynamo dinamo lokomotiv spartak fc ac as cd "
    "sc vfb vfl tsv borussia eintracht hapoel maccabi union unione atletico athletic racing rapid"
)
