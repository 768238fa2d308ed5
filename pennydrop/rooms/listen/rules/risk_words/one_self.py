"""Phrases about one's own life and body, or that of somebody beside one: suicide, self-harm,
overdose, breath, and a body that needs a doctor today.

All phrases are over text that `reading.plain` has put in order (small letters, straight
apostrophes, "can't" and "i'm" spelled so). A phrase that holds its own "not" is written with it.
"""

from pennydrop.rooms.listen.rules.risk_words.kinds import Kind

SELF = r"(?:myself|ourselves)"
OTHER = r"(?:himself|herself|themsel(?:f|ves)|itself|yourself)"
THEM = r"(?:him|her|them|my \w+|the \w+|our \w+)"

ONE_SELF: dict[Kind, tuple[str, ...]] = {
    Kind.SUICIDE: (
        r"how many (?:\S+ ){0,4}(?:pills|tablets|paracetamols?|meds|grams?|it) (?:would "
        r"|does |will )?"
        r"(?:it |i )?(?:would |'d )?(?:need |take)(?= |\s*$)(?! (?:a day|each day|with))",
        r"(?:gutted|disappointed|angry|sorry|upset|hate it|hated it) (?:that |when |"
        r"because )?i (?:still "
        r"|keep |kept )?(?:woke|wake|waking|woken) up",
        r"(?:train|lorry|traffic|bus|lorries)(?: \S+){0,5}? (?:(?:and )?(?:not|without) "
        r"(?:mov|stepp|"
        r"gett|jump)ing (?:out|back|off|away)|stepping out)",
        r"(?:step|stepping|walk|walking|jump|jumping) (?:out )?(?:in front of|under) "
        r"(?:a|the) (?:train|"
        r"lorry|bus|car|tram)|walk(?:ing)? into (?:the )?traffic",
        r"(?:when|after|once) i'm (?:gone|dead|not (?:here|around))(?= (?:and|so|because)|\s*$)",
        r"ready to check out(?! of the)|check(?:ing)? out (?:for good|of (?:this )?life)",
        r"(?:don't|can't|won't) (?:see|picture|imagine) (?:myself|me) (?:being |still "
        r")?(?:around|here|"
        r"alive|making it|reaching|living (?:past|beyond|to|until))\b",
        rf"(?:kill|hang|top|shoot|drown|off|end|gas|unalive)(?:p?ing|ming)? {SELF}(?! up\b)",
        rf"(?:kill|hang|top|unalive)(?:p?ing)? {OTHER}",
        r"suicid(?:e|al|ally)\b",
        r"(?:end|ending) (?:my|his|her|their) (?:own )?li(?:fe|ves)\b(?! sentence)",
        r"(?:end|ending) (?:it all|it tonight|things for good|everything)\b",
        r"(?:take|taking) my (?:own )?life(?! (?:back|in hand|over|seriously))",
        r"(?:take|taking) (?:his|her|their) own li(?:fe|ves)",
        r"(?:want|wants|wanted|wish|wishing|wishes|ready|hoping|hope|plan|planning|going|deserve|"
        r"like|need) (?:\w+ )?to (?:just )?(?:die|be dead)\b(?! of (?:shame|embarrassment|laugh))",
        r"(?:wish|wished) (?:that )?i (?:was|were|could be|had|could|hadn't|wasn't|weren't) "
        r"(?:just )?(?:dead|die|died|never (?:been )?born|never been here|been born|born|here|"
        r"alive|woken(?: up)?)",
        r"(?:better off|rather be|might as well be|should be) dead\b",
        r"better off (?:without me|if i (?:was|were) (?:dead|gone|not here))",
        r"(?:don't|do not|didn't|no longer) want(?:ed)? to (?:live|be here|be alive|exist|wake up|"
        r"go on|carry on|keep living|be in this world)\b",
        r"can't (?:go on|carry on|keep going)(?= (?:like|any ?more|with (?:life|this|it)|living)|"
        r"\s*$)",
        r"can't (?:do|take|cope with|stand|face|bear) (?:this|it|life|another (?:day|night|week)) ?"
        r"(?:any ?more|any longer|no more)",
        r"(?:no|not any|isn't any|don't see (?:the|a|any)|what(?:'s| is) the) (?:point|reason) "
        r"(?:in |of |to )?(?:me )?(?:liv(?:e|ing)|be(?:ing)? (?:here|alive)|go(?:ing)? on|"
        r"carry(?:ing)? on|stay(?:ing)? alive)",
        r"nothing (?:left )?to (?:live|keep living) for",
        r"(?:life (?:isn't|is not|ain't)|not) worth (?:living|it any ?more)\b",
        r"(?:never|not|don't|won't|didn't) (?:want to )?wake(?: back)? up(?= (?:again|tomorrow|"
        r"in the morning|ever)|\s*$)",
        r"not (?:be|being) (?:here|around) (?:any ?more|tomorrow|much longer)",
        r"(?:jump|jumping|throw myself|step|stepping|walk|walking) (?:off|in front of|under|out in "
        r"front of) (?:a|the|that|my) (?:\w+ )?(?:bridge|train|roof|car park|lorry|bus|tracks|"
        r"cliff|car|balcony|multi ?storey)",
        r"(?:suicide|goodbye) (?:note|letter)s?\b|(?:wrote|written|writing) (?:my )?goodbyes?\b",
        r"said (?:my )?goodbyes? to (?:everyone|everybody|the kids|my kids|them all)",
        r"goodbye,? (?:everyone|everybody|world|all)\b",
        # Wide on purpose: a wish or a plan within four words of death.
        r"(?:want|wants|wanted|wish|feel like|feeling like|hope|hoping|rather|ready|deserve|think|"
        r"thinking|thought|thoughts|talks?|talking|plan|planning|plans|might|try|tried|trying|need|"
        r"dream|dreaming|pray|praying|beg|begging|easier|fantasi[sz]e|fantasi[sz]ing)"
        r"(?: (?!never\b|not\b)\S+){0,4} (?:die|dying|dead|death|ending (?:it|my)|overdosing|"
        r"hanging|drowning|drown|not being here)\b(?! (?:good|tired|inside|end|set|line|weight))",
        r"(?:how many|how much|what dose|which)(?: \S+){0,6}? (?:to die|to kill|kills you)",
        r"(?:face|do|get through|bear) another (?:day|night|week)\b(?! of (?:work|school))",
        r"no reason(?: \S+){0,4} (?:alive|live|living|be here|going)\b",
        r"(?:rope|noose|ligature)\b|(?:got|have|bought) (?:a|the) gun\b",
        r"(?:pills|tablets|meds|razor|blades?|knife)(?: \S+){0,3}? (?:lined up|ready|saved up|in "
        r"front of me|next to me|beside me|in my hand|all at once)",
        r"(?:can't be (?:arsed|bothered)|cba) (?:with )?(?:living|life|being alive|any ?more\s*$)",
        r"life(?: is|'s)(?: just)? (?:not|n't|hardly) worth|planning my (?:own )?funeral",
        r"why (?:am i|i'm|do i|should i) (?:even |still |just )*(?:alive|here|living|bother living|"
        r"keep going|exist|live)\b",
        r"(?:want|wants|need) out of (?:this|my|his|her) (?:life|world)|can't live (?:like|with) ",
        r"(?:think|thinking|thought|know|planned|planning) (?:about |of )?(?:how|where|when) "
        r"(?:i'd|i would|i'll|to|i could) do it",
        r"(?:happier|better|fine|easier|richer) (?:off )?(?:if i (?:was|were|wasn't|weren't) "
        r"(?:gone|dead|here|not here|around)|without me(?: (?:here|around|in it))?\s*$)",
        r"(?:stockpil(?:e|ed|ing)|hoard(?:ed|ing)|sav(?:ed|ing) up) (?:my |the )?(?:\w+ )?(?:pills|"
        r"tablets|meds|medication|paracetamol)",
        r"can't cope (?:with life |with this |at all )?(?:any ?more|any longer)",
        r"don't see (?:the|any|a) point (?:any ?more|in (?:anything|me|life|living)|\s*$)",
        r"(?:going|about|ready|want|wanted) to (?:jump\b(?! (?:in|on|out|up|into|at|over))|do it "
        r"tonight|do myself in|finish myself)",
        r"(?:do|doing|done) (?:myself in|away with myself|something (?:stupid|silly|to myself))",
        r"want (?:it|it all|everything|life|all of it) to (?:end|stop|be over|be done)\b",
        r"(?:tired|sick|fed up|had enough|done|finished) (?:of|with) (?:living|being alive|life|"
        r"existing|this life|everything)\b(?! (?:about|else|there|in|that))",
        r"won't be (?:here|around|alive) (?:much longer|tomorrow|any ?more|for long|next)",
        r"(?:disappear|vanish|be gone) (?:for good|for ever|forever)\b",
        r"(?:nobody|no one|no-one) (?:would|will|'d) (?:even )?(?:miss|notice|care)(?: if)? (?:me|"
        r"i)\b",
        r"(?:tried|attempted|try|trying) to (?:end it|do it|take my)\b|attempt(?:ed|s)? on my life",
    ),
    Kind.SELF_HARM: (
        r"(?:fresh|new|deep) (?:cuts|burns) (?:on|all|up|down|again|over)\b",
        r"(?:arms?|legs?|thighs?|wrists?|stomach)(?: \w+){0,3} covered in (?:\w+ )?(?:cuts|burns)",
        rf"(?:cut|cuts|cutting|slash|slashing|burn|burning|harm|harming|hurt|hurting|punish|"
        rf"punishing) {SELF}",
        rf"(?:cut|cuts|cutting|harm|harms|harming|hurt|hurts|hurting|burn|burning) {OTHER}",
        r"self[- ]?harm(?:ed|ing|s)?\b",
        r"(?:cut|cutting|slit|slitting|slash|slashing) (?:my|his|her) (?:\w+ )?"
        r"(?:wrists?|arms?|legs?|thighs?|throat)",
        r"(?:urges?|want|wanted|need|started|going) (?:to )?cut(?:ting)?(?= (?:again|so bad|badly)|"
        r"\s*$)",
        r"i'm (?:back to )?cutting (?:again|myself|every)\b",
        r"(?:can't|couldn't|can't help|keeps?) (?:stop |on )?(?:cutting|burning|hurting|bruising)\b"
        r"(?! (?:down|back|corners|out|me|us|him|her|them))",
        rf"(?:strangl|chok|poison|stab|bit|punch|hitt?|starv|drown|scratch)(?:e|es|ed|ing|"
        rf"ling)? {SELF}",
        r"(?:until|till) (?:it|they|i) (?:bleeds?|bled|scars?)\b",
        r"(?:bang|banging|smash|smashing) my head (?:on|against|off|into)",
    ),
    Kind.OVERDOSE: (
        r"(?:took|taken|take|swallowed|had|downed|necked)(?: \w+){0,3} all (?:of "
        r")?(?:my|her|his|the|"
        r"their) (?:\w+ )?(?:tablets|pills|meds|medication|painkillers|paracetamols?|tabs)\b",
        r"(?:floppy|limp|lifeless|slumped)\b|(?:load|loads|lot|too much|whole bag|gram|"
        r"grams)(?: of "
        r"\w+)? and (?:i|he|she|my|now|his|her)\b(?: \S+){0,6}? (?:hurts|weird|ill|sick|scared|"
        r"shaking|wrong|funny|burning|numb|move|feel)\b",
        r"(?:won't|will not|can't|doesn't|isn't|not|don't) (?:wake|waking)(?: up)?\b(?! (?:again|"
        r"tomorrow|in the morning|before|early|til|till|until|the))",
        rf"can't (?:wake|rouse|get) {THEM} (?:up|round|to wake|to come round)",
        rf"can't (?:wake|rouse) {THEM}",
        r"unconscious\b|unresponsive\b|(?:not|isn't) responding\b|doesn't respond",
        r"(?:had|have|having|has|taken|took)(?: \w+){0,2} overdose\b",
        r"(?:i've|i have|he's|she's|they've|he has|she has|has|have|just|think) (?:\w+ )?"
        r"(?:overdosed|an overdose)",
        r"(?:am|i'm|is|he's|she's|be|been|they're) (?:\w+ )?overdosing",
        r"(?:took|taken|taking|take) an overdose",
        r"(?:i've|i have|just|he's|she's|he has|she has) (?:just )?(?:taken|took|had|done|sniffed|"
        r"eaten|swallowed) (?:way |far |much )?too (?:much|many)",
        r"(?:took|taken|taking|take|swallowed|swallow|had) (?:all|a whole (?:box|packet|pack|"
        r"bottle|strip) of|loads of|a load of|(?:\d{2,}|twenty|thirty|forty|fifty)) (?:of )?"
        r"(?:my |the |her |his )?(?:\w+ )?(?:pills|tablets|paracetamol|meds|medication|"
        r"painkillers|sleepers|benzos|antidepressants)",
        r"(?:lips?|face|fingers|he|she|he's|she's|they) (?:\w+ ){0,3}?(?:blue|grey)\b",
        r"(?:barely|hardly|only just) (?:conscious|awake|responding)|(?:isn't|not|won't) moving\b",
        r"eyes (?:have |are |were )?roll(?:ed|ing) back|foaming at the mouth|gurgling\b",
        r"(?:he's|she's|they've|has|just|i've) collapsed\b",
        r"can't (?:come|get) (?:round|out of (?:it|this hole|the hole))",
    ),
    Kind.BREATHING: (
        r"can't (?:breathe?|get (?:my|a|any) breath|catch my breath|get (?:any |enough )?air)",
        r"(?:not|isn't|stopped|barely|hardly|struggling to|struggles to|hard to|trouble) "
        r"breath(?:e|ing)\b",
        r"gasping for (?:air|breath)",
        r"(?:struggling|fighting) for (?:air|breath)|choking on (?:his|her|their|my) (?:sick|vomit|"
        r"tongue)",
        r"breathing (?:is |has gone |gone |really |very |so )*(?:slow|shallow|weird|funny|fast)\b",
        r"(?:pain|pains|tightness|crushing) (?:in|across) (?:my|his|her|the) chest",
        r"chest (?:pains?|hurts|(?:is |feels |gone |really |very |so )*tight|is killing)\b",
        r"having (?:a |another )?(?:fit|fits|seizure|seizures|heart attack|stroke)\b",
        r"(?:he's|she's|is|keeps|started) fitting\b|\bseizures?\b",
    ),
    Kind.BODY: (
        r"(?:can't|unable to|couldn't|haven't been able to) (?:have a |do a |go for a )?(?:pee|wee|"
        r"piss|pass (?:urine|water|anything)|urinate|empty my bladder)\b(?! (?:straight|without|"
        r"standing|with))",
        r"(?:not|haven't|hasn't) (?:peed|weed|pissed|passed (?:urine|water)|had a (?:pee|wee|piss))"
        r"(?= (?:since|all|for|today|in)|\s*$)",
        r"(?:trying|try|need) to (?:pee|wee|piss)(?: \w+){0,3} nothing comes",
        r"(?:not|n't) (?:been )?(?:able|managed) to (?:go|do|have) (?:for )?(?:a |any )?(?:pee|wee|"
        r"piss)",
        r"(?:blood|bleed|bleeding|clots)(?: \w+){0,3}? when(?:ever)? (?:i|he|she) (?:pee|wee|piss|"
        r"pees|wees|pisses|go|goes)\b",
        r"(?:blood|bloody|clots|bleeding)\b(?! (?:test|pressure|type))(?: \S+){0,5}? (?:pee|wee|"
        r"urine|piss|toilet|loo|bladder|knickers|pants)\b",
        r"(?:pee|wee|urine|piss|loo|toilet|bladder)(?: (?!no\b|not\b|without\b)\S+){0,4}? (?:blood|"
        r"bloody|clots|red|bleeding)\b(?! (?:test|pressure|type))",
        r"(?:pee|wee|piss|weeing|peeing|pissing)(?: \w+){0,4} (?:jelly|lumps|flesh|skin)\b",
        r"(?:not|n't) (?:peed|weed|pissed|been to the (?:loo|toilet)|been able to (?:pee|wee|piss|"
        r"go"
        r"\b|pass))",
        r"(?:pee|wee|piss|peeing|weeing|pissing|passing|urinating)(?: out)? (?:pure |just |only |"
        r"bright )*(?:blood|clots)\b",
        r"(?:eyes|skin|skin's|he|she|he's|she's|i've|i) (?:\w+ ){0,3}?(?:gone|going|turned|turning|"
        r"look|looks|are|is|went) (?:\w+ )?yellow",
        r"jaundiced?\b",
        r"(?:fever|shivering|shaking|temperature|rigors|burning up|sweating)(?: \S+){0,8} (?:back|"
        r"side|sides|kidneys?|flank)\b",
        r"(?:back|side|sides|kidneys?|flank)(?: \S+){0,8} (?:fever|shivering|shaking|temperature|"
        r"rigors|burning up)\b",
        r"(?:vomiting|throwing up|coughing up|sick|puking)(?: up)? blood",
    ),
}
