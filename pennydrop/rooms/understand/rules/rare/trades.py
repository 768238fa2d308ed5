"""Words for work, training and illness that few people have. Rare in England, as far as we can tell
without a count for each: whoever knows better changes the table.
"""

# Common trades: no more than a job, until a place and an age stand with them.
JOBS = (
    "accountant|baker|barber|bartender|barman|barmaid|bricklayer|builder|butcher|carer|carpenter|"
    "chef|cleaner|cook|decorator|dentist|dj|driver|electrician|engineer|farmer|firefighter|fireman|"
    "fisherman|florist|gardener|groom|hairdresser|joiner|journalist|labourer|landlady|lecturer|"
    "librarian|mechanic|midwife|nurse|paramedic|pharmacist|plasterer|plumber|postman|receptionist|"
    "roofer|scaffolder|soldier|solicitor|tattooist|teacher|vet|waiter|waitress|welder"
)
TRADES = (
    "bricklaying|carpentry|catering|farming|fishing|hairdressing|joinery|landscaping|mechanics|"
    "nursing|plastering|plumbing|roofing|scaffolding|tattooing|welding"
)

RARE_JOBS = (
    "archaeologist|archivist|armourer|astronaut|astronomer|auctioneer|bargee|beekeeper|bellringer|"
    "blacksmith|bodyguard|bookbinder|bookmaker|cartographer|cellist|cheesemaker|choreographer|"
    "cobbler|cockler|coppicer|coroner|coxswain|crabber|croupier|curator|deckhand|drover|"
    "egyptologist|embalmer|entomologist|falconer|farrier|ferryman|gamekeeper|geologist|"
    "glassblower|goldsmith|gravedigger|gunsmith|harbourmaster|harpist|hedgelayer|jockey|"
    "lifeboatman|lifeboatmen|lifeboatwoman|lockkeeper|luthier|marshman|milliner|mortician|"
    "oceanographer|organist|ornithologist|oysterman|paratrooper|pathologist|puppeteer|reedcutter|"
    "ringmaster|roughneck|roustabout|saddler|sexton|shepherd|shipwright|showman|showmen|signwriter|"
    "silversmith|sommelier|steeplejack|stonemason|stuntman|stuntwoman|submariner|taxidermist|"
    "thatcher|trawlerman|trawlermen|undertaker|ventriloquist|watchmaker|wheelwright|wherryman|"
    "zookeeper"
)
_WORKS = "work|worked|working|job|jobs|worker|crew|rig|rigs|medic|welder|engineer|technician|shifts"
RARE_WORK = (
    "lighthouse keeper", "harbour master", "lock keeper", "bell ringer", "tree surgeon",
    "train|crane|tram|racing driver", "air traffic", "bomb disposal", "oil|gas rig|rigs|platform",
    "on|off the rigs", f"offshore … {_WORKS}", "work|works|worked|working|job|jobs offshore",
    "wind turbine|turbines|farm … technician|engineer|crew|work|worked",
    "commercial|saturation|police|navy diver|divers|diving", "merchant navy|seaman",
    "special forces", "foreign legion", "nuclear submarine|plant|power",
    "crab|eel|oyster|cockle|shrimp|mussel fisherman|fishing|fisher|boat", "reed cutter|cutting",
    "dry stone", "mole catcher", "piano tuner", "town crier", "chimney sweep", "grave digger",
    "dog handler", "stunt double|rider|driver|pilot", "glass blower", "horse breaker|dentist",
    "fire eater|breather", "life model", "church|cathedral organist", "knife thrower",
    "with|in|joined the|a circus|fairground|funfair", "signal box", "miner's|mine rescue",
    "helicopter|airline|fighter|test pilot", "veterinary|vet surgeon",
    "lifeboat man|men|woman|crew|crewman|volunteer|cox", "crew|crewed|work|worked|"
    "volunteer|volunteered on|for|with the lifeboat|lifeboats|rnli",
    "only|first female|woman|man|male|black|asian|deaf … in the|our|this",
)  # fmt: skip

_LEARNT = (
    "course|courses|training|trained|apprenticeship|apprentice|diploma|degree|nvq|btec|ticket|"
    "tickets|certificate|qualification|licence|license|school|college|academy|placement|trade"
)
_RARE_CRAFT = (
    "offshore|underwater|diving|farriery|blacksmithing|thatching|saddlery|taxidermy|"
    "glassblowing|stonemasonry|boatbuilding|shipbuilding|gunsmithing|clockmaking|watchmaking|"
    "bookbinding|basketry|marquetry|gilding|silversmithing|goldsmithing|millinery|embalming|"
    "mortuary|falconry|gamekeeping|puppetry|circus|stunt|aviation|aeronautical|helicopter|pilot's|"
    "pilot|maritime|nautical|marine|veterinary|forensic|equine|lifeboat|mining|tunnelling|blasting"
)
RARE_TRAINING = (
    f"{_RARE_CRAFT} … {_LEARNT}", f"{_LEARNT} in|for|as {_RARE_CRAFT}",
    f"boat|ship|clock|watch building|making {_LEARNT}", "rope access", "confined space ticket",
    "astrophysics|egyptology|oceanography|palaeontology|campanology|farriery|thatching|lutherie|"
    "glassblowing|taxidermy|falconry|stonemasonry|saddlery|blacksmithing",
    "marine biology", "ballet|stage|choir|circus|drama school", "choral|music|sports|football|army|"
    "military|rugby|swimming|tennis scholarship", "sandhurst|conservatoire|juilliard|rada",
    "phd|doctorate",
)  # fmt: skip

# Each met by fewer than about one in two thousand; what many have (diabetes, epilepsy) is not here.
RARE_ILLNESS = (
    "achondroplasia|acromegaly|addison's|albinism|alport's|amyloidosis|behcet's|brugada|"
    "cardiomyopathy|dextrocardia|dwarfism|dystonia|ehlers|fabry|friedreich's|gastroschisis|"
    "gaucher's|guillain|haemophilia|haemophiliac|hirschsprung's|huntington's|hydrocephalus|"
    "ichthyosis|intersex|klinefelter's|leukodystrophy|marfan|marfan's|mesothelioma|moyamoya|"
    "myasthenia|narcolepsy|narcoleptic|neurofibromatosis|noonan|osteosarcoma|phenylketonuria|"
    "porphyria|sarcoidosis|sarcoma|scleroderma|stargardt's|thalassaemia|thalassemia|tourettes|"
    "tourette's|cushing's|wegener's",
    "cystic fibrosis", "brittle bone|bones", "motor neurone", "muscular dystrophy", "sickle cell",
    "spina bifida", "polycystic kidney|kidneys", "tuberous sclerosis", "usher syndrome",
    "von willebrand", "wilson's disease", "locked in syndrome", "cleft lip|palate",
    "conjoined twin|twins", "cri du chat", "osteogenesis imperfecta", "registered blind|deafblind",
    "born without|with a|an|my|his|her|any|one|two|three|no arm|arms|leg|legs|hand|hands|foot|feet|"
    "kidney|kidneys|bladder|ear|ears|eye|eyes|thumb|thumbs|fingers|spleen|womb|ovaries",
    "only … one kidney|lung|leg|arm|eye|hand|foot",
    "cystectomy|urostomy|nephrostomy|neobladder|colostomy|ileostomy|nephrectomy|colectomy|"
    "tracheostomy|tracheotomy|laryngectomy|craniotomy|amputee|amputees", "transplant*",
    "bladder … removed|out|reconstruct*|augment*", "kidney … removed|out", "amputat*",
    "lost a|my|his|her leg|arm|hand|foot|eye|kidney",
    "rare … disease|condition|cancer|syndrome|disorder|illness", "brain tumour|tumor|aneurysm",
    "only … person|people|case|cases … country|uk|england|county",
    "youngest|oldest … patient|case|ward|they'd|they've|hospital|clinic|county|country",
    "first patient|case … country|hospital|uk|england|county",
    "medical|case … journal", "clinical|drug trial|trials", "induced coma", "in a coma",
    "dialysis", "prosthetic|prosthesis",
)  # fmt: skip
