"""Phrases about harm by somebody else: a person who is hurt or in fear, and a child in danger."""

from pennydrop.rooms.listen.rules.risk_words.kinds import Kind

CHILD = (
    r"(?:child|children|kid|kids|kiddies|baby|babies|toddler|newborn|son|daughter|niece|nephew|"
    r"grandson|granddaughter|grandkids|stepson|stepdaughter|little (?:boy|girl|one|ones|brother|"
    r"sister|lad)|bairn|bairns|wean|weans)"
)
SOMEBODY = (
    r"(?:he|she|they|who|partner|boyfriend|girlfriend|husband|wife|ex|dad|father|mum|mam|mother|"
    r"stepdad|stepmum|brother|uncle|dealer|dealers|landlord|someone|somebody|mate|lads|pimp|"
    r"carer|man|woman|bloke|men|guy|fella|people)"
)
NOT = r"(?!(?:never|not|didn't|doesn't|don't|wouldn't|hasn't|won't|couldn't)\b)"
AND_THEN = rf"(?: {NOT}(?:\w+['’]?\w*)){{0,4}}?"

OTHERS: dict[Kind, tuple[str, ...]] = {
    Kind.HURT_BY_SOMEBODY: (
        r"(?:petrol|acid|fire|bricks?|fireworks?) through (?:the|my|our|her|his) "
        r"(?:door|letter ?box|"
        r"windows?)",
        r"(?:not|n't|never) allowed (?:to (?:leave|go out|go home|use my|talk to|speak "
        r"to|have my)|out)\b"
        r"(?! (?:the ward|the hospital|of hospital|the ring))",
        r"(?:they|they've|they have|dealers?|lads|strangers|some men|people)(?: have| "
        r"all| just| has)? "
        r"moved into (?:my|her|his) (?:flat|house|place|home)",
        rf"{SOMEBODY}{AND_THEN} (?:hit|hits|hitting|hurt|hurts|hurting|beat|beats|beating|kick|"
        r"kicks|kicked|kicking|attack|attacks|attacked|slap|slaps|slapped|slapping|push|pushes|"
        r"shove|shoves|bit|bites|burn|burns|burned|burnt|force|"
        r"forces|forced|forcing|abuse|abuses|abused|abusing) (?:me|us)\b"
        r"(?! (?:up\b|with\b|out\b|off\b|to it|at\b|that|how|when i realised))",
        r"(?:punch|punches|punched|punching|strangle|strangles|strangled|strangling|choke|chokes|"
        r"choked|choking|batter|batters|battered|battering|stab|stabs|stabbed|rape|rapes|raped|"
        r"raping|assault|assaults|assaulted|assaulting|groom|groomed|grooming) (?:me|us)\b",
        rf"(?:scared|afraid|frightened|terrified|petrified) (?:of|to go (?:home|back) to) "
        rf"(?:him|her|them|my {SOMEBODY}|my new {SOMEBODY}|the (?:dealer|dealers))",
        r"(?:scared|afraid|frightened|terrified|worried) (?:that )?(?:he|she|they)(?:'s|'ll|'re| "
        r"will| is| are| might)? (?:going to )?(?:hurt|kill|hit|find|come|do something|batter)",
        r"(?:not|isn't|don't feel|not feel|never feel|never) safe (?:at home|here|with (?:him|her|"
        r"them|my \w+)|in my own (?:home|house)|in (?:my|this|the) (?:own )?(?:flat|house|hostel)|"
        r"living)",
        r"(?:get|gets|getting|got|been|being|be) (?:beaten|beat|battered|hit|slapped|kicked|"
        r"punched|"
        r"hurt|attacked|jumped|raped|abused)(?: up| in| by|\s*$)(?! (?:hard|by the (?:news|cold|"
        r"comedown|bill|weather)))",
        rf"{SOMEBODY}(?:'s| is| was| gets| got| can be| turns| being)(?: \w+)? (?:violent|abusive|"
        r"aggressive)\b(?! film)",
        r"(?:smash|smashed|smashes|kick|kicked|punch|punched) my (?:face|head|ribs?)(?: in)?",
        rf"makes? me (?:do|have|take|sell) |(?:too )?(?:scared|afraid|frightened) to leave (?:him|"
        rf"her|my "
        rf"{SOMEBODY})",
        r"(?:won't|doesn't|don't|never|didn't) let me (?:leave|go out|out\b|see (?:my|anyone|"
        r"anybody)|have (?:my|a) (?:phone|money|own)|talk to|speak to|use my)",
        r"lock(?:s|ed|ing)? me in\b",
        r"(?:takes|took|taken|taking|checks|keeps) my (?:money|benefits|bank card|card|phone|"
        r"wages|passport)(?= (?:off|from|away|so|and|every|all|each|if)|\s*$)",
        r"(?:controls|controlling) (?:me|my|everything|all|what i|who i|where i)\b(?! (?:pain|"
        r"bladder|urge|symptoms|cravings))",
        r"(?:make|makes|made|making|force|forces|forced|forcing) me (?:to )?(?:have sex|sleep with|"
        r"sell|do things|do stuff|carry|hold (?:it|gear|drugs)|steal)",
        r"(?:threaten|threatens|threatened|threatening|says he'll|says she'll|said he'll|said "
        r"she'll|said they'll) (?:to )?(?:kill|hurt|stab|shoot|burn|find)",
        r"(?:going to|he'll|she'll|they'll|he will|they will|gonna) (?:kill|stab|hurt|batter|find "
        r"and \w+|do) me\b",
        r"being (?:abused|hurt|hit|beaten|trafficked|exploited|followed|stalked|blackmailed|"
        r"pimped|groomed|raped)",
        r"(?:taken|took|taking) over my (?:flat|house|home|place|gaff)|using my (?:flat|house|home|"
        r"place|gaff) to (?:deal|sell|cook|bag)",
        rf"{SOMEBODY} (?:keeps|comes|coming|came) (?:coming |in(?:to)? |to )*my (?:room|bed)\b",
        r"(?:threaten|threatens|threatened|threatening) (?:me|us)\b(?! with (?:a fine|court|"
        r"discharge|eviction))",
        r"(?:he|she|they)(?:'ll| will| would|'d) (?:find|get|come for|come after|hurt) (?:me|us)\b",
        r"abus(?:es|ing) me\b",
        rf"{SOMEBODY}(?: \S+){{0,4}}? (?:follow|following|stalk|stalking|harassing|watching) me\b",
        rf"{SOMEBODY}(?: \S+){{0,6}}? (?:take|takes|took|taking) my (?:money|benefits|card|phone|"
        r"bank)",
        r"(?:they|he|she) (?:will|would|said|says|are going to)(?: \w+){0,3} (?:hurt|kill|stab|"
        r"burn) (?:my|me|us)\b",
        r"(?:being|been|am|i'm|got|getting) forced to (?:sell|carry|have|deal|do|hold|steal|"
        r"sleep)\b",
        rf"{SOMEBODY} (?:does|did|do) (?:things|stuff) to me\b",
        r"hands? (?:a?round|on) my (?:throat|neck)|h[eo]ld(?:s|ing)? me down|pin(?:s|ned) me",
        r"(?:break|breaks|breaking|broke|broken|smash|smashed|cut) my (?:legs?|arms?|"
        r"fingers?|jaw|kneecaps?|knees?|hands?|"
        r"nose|ribs?|face)\b(?= (?:if|again|because|when|last|and|for|in)|\s*$)",
        rf"{SOMEBODY}{AND_THEN} (?:throws|threw|throwing) (?:things|stuff|plates|\w+) at me",
        rf"{SOMEBODY}{AND_THEN} (?:grabs|grabbed|drags|dragged|spits|spat|stalks|stalking|follows|"
        r"following|touches|touched) (?:on |at |by )?(?:me|my (?:hair|neck|throat|arm))\b",
        r"(?:pulled|pulls|pulling|holds|held|put) a (?:knife|gun|blade|machete)",
        r"(?:track|tracks|tracking|goes through|going through|reads|reading|checks|"
        r"checking) (?:my|this) (?:phone|messages|"
        r"texts)",
        r"(?:coming|come) (?:for|after) me\b|(?:they're|they are|he's|people are) after me\b",
        r"(?:scared|afraid|frightened|terrified) (?:of )?(?:to go home|to leave (?:him|her)|what "
        r"(?:he|she|they)|when (?:he|she|they)(?:'s|'re)? (?:is |are |get |gets |come |comes )?"
        r"(?:home|drunk|high|angry|back))",
        r"(?:was|were|got|been|being) (?:raped|gang raped|molested|assaulted|trafficked)\b",
        r"sexual(?:ly)? (?:assault|abuse|exploit)\w*|forc(?:ed|es|ing) (?:himself|themselves) on",
        r"touch(?:es|ing) me (?:when|where|at night|while|without|inappropriately|"
        r"even|and i don't)",
        r"(?:gives|gave|giving|puts|put|slips|slipped|spiked|spikes|spiking) (?:\w+ ){0,3}?"
        r"(?:in my drink|my drinks?|me with)",
    ),
    Kind.CHILD: (
        rf"(?:{CHILD}|years? old)(?: \S+){{0,8}}? (?:nobody|no one|no-one|noone|"
        rf"never)(?: ever)? (?:feeds?|"
        r"fed|wash(?:es)?|watch(?:es)?|looks? after|minds?|checks? on|changes?) (?:her|"
        r"him|them|it)\b",
        rf"{CHILD}(?: \w+['’]?\w*){{0,4}}? (?:(?:isn't|aren't|not|never) safe|in danger|at risk|"
        r"being (?:hit|hurt|abused|beaten|neglected|touched|starved|shaken|groomed)|"
        r"not being (?:fed|looked after|cared for))",
        r"(?:hit|hits|hitting|hurt|hurts|hurting|beat|beats|beating|abuse|abuses|abused|abusing|"
        r"shake|shakes|shook|shaking|touch|touches|touched|touching|slap|slaps|smack|smacks|"
        r"smacked|neglect|neglects|neglecting|starve|starves|starving|burn|burned|grooming) "
        rf"(?:the|my|our|his|her|their|that|a|this) (?:\w+ )?{CHILD}\b",
        rf"{CHILD} (?:\w+ ){{0,3}}?(?:left |been |be |home |all )*(?:alone|on (?:his|her|their) "
        r"own)"
        r"(?= (?:with|at night|all|in the|for|every|while|when|again|and)|\s*$)",
        rf"(?:leave|leaves|leaving|left) (?:the|my|our|his|her|their) (?:\w+ )?{CHILD} "
        r"(?:alone|on (?:his|her|their) own|by (?:himself|herself|themselves))",
        rf"(?:nobody|no one|no-one|noone)(?:'s| is)? (?:feeding|looking after|watching|minding) "
        rf"(?:the|my|our|his|her|their) (?:\w+ )?{CHILD}",
        rf"{CHILD} (?:has |have |had |just )*(?:found|ate|eaten|swallowed|drank|drunk|got hold of|"
        r"got into|picked up|licked) (?:\w+ ){0,3}?(?:ket|k\b|ketamine|gear|stash|drugs?|pills?|"
        r"tablets?|methadone|baggy|bag|powder|needle|coke|line|meds|medication|vape)",
        rf"(?:scared|worried|frightened|afraid|fear|fearing) for (?:the|my|our|his|her|their) "
        rf"(?:\w+ )?{CHILD}",
        rf"(?:found|caught) (?:the|my|our|his|her|their) (?:\w+ )?{CHILD} (?:with|holding|eating|"
        r"taking|using)",
        rf"{CHILD}(?: \w+['’]?\w*){{0,3}}? (?:(?:haven't|hasn't|not) (?:eaten|been fed|had any "
        r"food)|bruises|bruised|(?:see|seen|saw|watched|watch|watches|heard|hears?) (?:him|her|me|"
        r"us|"
        r"his|my|it)(?: \w+)? (?:hit|hits|hitting|using|fight|beat|beating|punch))",
        rf"{CHILD}(?: \w+['’]?\w*){{0,6}}? (?:alone|on (?:its|his|her|their) own)(?= (?:in|with|"
        rf"all|at|"
        r"for|while)|\s*$)",
        rf"{CHILD}(?: \w+['’]?\w*){{0,4}}? (?:got|gets|getting|into|found|eat|eating|near|with|has|"
        r"given)(?: (?:in|into|at|to|some|hold of))* (?:my|the|his|her|their|some|a)? ?(?:stash|"
        r"gear|ket|"
        r"powder|drugs|baggies|needles?|methadone)\b",
        r"(?:gives?|giving|gave|sells?|selling|sold|feeds?) (?:her|him|them|kids|children) (?:ket|"
        r"ketamine|k|drugs|gear|weed|pills|coke)\b",
        rf"(?:{CHILD}|sister|brother|cousin|girl|boy|she|he)(?: is|'s| was)? (?:only )?(?:[3-9]|"
        rf"1[0-5])\b"
        r"(?= and| years| with| but|\s*$)",
        rf"{CHILD}(?:'s| is| are) (?:scared|frightened|terrified|afraid) of\b",
        rf"{CHILD}(?:'s)?(?: \S+){{0,3}}? left (?:alone|on)\b",
        r"i'm (?:only )?(?:[89]|1[0-7])(?: years old)?(?= and|\s*$| now)",
        rf"(?:going to|might|scared i'll|worried i'll|want to) (?:hurt|shake|harm|hit|drown) "
        rf"(?:the|my|our) (?:\w+ )?{CHILD}",
        rf"(?:sells?|selling|sold|gives?|giving|gave) (?:\w+ ){{0,3}}?(?:to|the|his|her) "
        rf"(?:\w+ )?{CHILD}\b(?= (?:ket|drugs|weed|gear|pills|k\b)|\s*$| at| in| outside)",
    ),
}
