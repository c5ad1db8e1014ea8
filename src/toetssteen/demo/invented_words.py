"""Words of the invented programme. No place, organisation or activity here exists."""

# Key of the alliance, its name, its city, who leads it, and the codes where it works.
ALLIANCES = (
    (
        "verzonnen-rietstad-oost",
        "Alliantie Rietstad-Oost",
        "Rietstad",
        ("verzonnen-rietstad-oost", "WK990105", "WK990112"),
    ),
    (
        "verzonnen-lindemonde-west",
        "Alliantie Lindemonde-West",
        "Lindemonde",
        ("verzonnen-lindemonde-west", "WK990203", "WK990208"),
    ),
    ("verzonnen-hoogoever", "Alliantie Hoogoever", "Hoogoever", ("WK990303", "WK990308")),
)

# Key, name, years, and the alliances where it holds. The second begins later and overlaps.
PROGRAMMES = (
    ("verzonnen-wijkprogramma", "Verzonnen Landelijk Wijkprogramma", (2017, 2036), (0, 1, 2)),
    ("verzonnen-streekakkoord", "Verzonnen Streekakkoord", (2020, 2027), (0, 2)),
)

# Name and kind; the first nine work everywhere, the rest in one alliance each, in turn.
ORGANISATIONS = (
    ("Ministerie van Verzonnen Wonen", "rijk"),
    ("Politie Rietmonde", "politie"),
    ("Zorgkring De Linde", "zorg"),
    ("GGD Oeverland", "zorg"),
    ("Woonstichting Het Riet", "corporatie"),
    ("Schoolbestuur Kade en Dijk", "school"),
    ("Ondernemerskring Oeverland", "werkgever"),
    ("Werkbedrijf De Aanleg", "werkgever"),
    ("Streekbibliotheek Oeverland", "overig"),
    ("Gemeente Rietstad", "gemeente"),
    ("Gemeente Lindemonde", "gemeente"),
    ("Gemeente Hoogoever", "gemeente"),
    ("Welzijn Rietstad", "welzijn"),
    ("Welzijn Lindemonde", "welzijn"),
    ("Buurtwerk Hoogoever", "welzijn"),
    ("Bewonersraad Rietstad-Oost", "bewoners"),
    ("Bewonersplatform Lindemonde-West", "bewoners"),
    ("Dorpsbelang Hoogoever", "bewoners"),
    ("Woonbedrijf De Schipper", "corporatie"),
    ("Woningstichting Lindehof", "corporatie"),
    ("Wonen Hoogoever", "corporatie"),
    ("Basisschool De Otter", "school"),
    ("Basisschool De Merel", "school"),
    ("Sportclub Hoogoever Vooruit", "overig"),
    ("Huisartsen Rietstad-Oost", "zorg"),
)
EVERYWHERE = 9

# Theme, goal, and its activities: name, what changes for whom, kinds that may do it, money.
GOALS = (
    (
        "wonen",
        "Bewoners wonen in een goed en betaalbaar huis",
        (
            (
                "Woningen isoleren",
                "Huurders hebben een warm huis en een lagere rekening.",
                "corporatie",
                "{n} euro van de woningcorporatie",
            ),
            (
                "Schimmel aanpakken",
                "Gezinnen met kinderen wonen zonder vocht en schimmel.",
                "corporatie",
                "{n} euro van de woningcorporatie",
            ),
            (
                "Portieken opknappen",
                "Bewoners komen thuis in een schoon en licht portiek.",
                "corporatie",
                "{n} euro, de helft van de gemeente",
            ),
            ("Wooncoach", "Ouderen vinden een huis dat bij hen past.", "gemeente", "{n} euro per jaar van de gemeente"),
        ),
    ),
    (
        "leren",
        "Kinderen en jongeren leren wat ze kunnen leren",
        (
            (
                "Huiswerkhulp",
                "Kinderen van groep 7 en 8 maken hun huiswerk met hulp.",
                "school",
                "{n} euro per jaar van het Rijk",
            ),
            (
                "Sport na school",
                "Kinderen van 4 tot 12 jaar sporten na schooltijd in de buurt.",
                "school",
                "{n} euro per jaar van het Rijk",
            ),
            (
                "Taalles voor ouders",
                "Ouders kunnen met de school van hun kind praten.",
                "overig",
                "{n} euro per jaar van de gemeente",
            ),
            (
                "Peuters naar de voorschool",
                "Peuters kennen meer woorden als ze naar school gaan.",
                "gemeente",
                "{n} euro per jaar van de gemeente",
            ),
        ),
    ),
    (
        "werken",
        "Meer mensen hebben werk waar ze van kunnen leven",
        (
            (
                "Leerwerkplekken",
                "Jongeren zonder diploma leren een vak bij een bedrijf.",
                "werkgever",
                "{n} euro van de ondernemers en het Rijk",
            ),
            (
                "Loket geldzorgen",
                "Mensen met schulden krijgen binnen een week hulp.",
                "gemeente",
                "{n} euro per jaar van de gemeente",
            ),
            (
                "Proef met basisbanen",
                "Mensen die lang in de bijstand zitten, hebben een baan in de buurt.",
                "werkgever",
                "{n} euro per jaar van het Rijk",
            ),
            (
                "Bedrijven in de straat",
                "Bewoners beginnen een eigen zaak met hulp.",
                "werkgever",
                "{n} euro van de ondernemers",
            ),
        ),
    ),
    (
        "veilig zijn",
        "Bewoners voelen zich veilig, ook 's avonds",
        (
            (
                "Jongerenwerkers op straat",
                "Jongeren van 12 tot 20 jaar kennen iemand die helpt.",
                "welzijn",
                "{n} euro per jaar van het Rijk",
            ),
            (
                "Licht op het plein",
                "Bewoners lopen 's avonds zonder zorgen over het plein.",
                "gemeente",
                "{n} euro van de gemeente",
            ),
            (
                "Wijkagent op school",
                "Leerlingen durven te vertellen wat er speelt.",
                "politie",
                "uit de gewone middelen van de politie",
            ),
            (
                "Buurtvaders",
                "Jongeren worden door bekenden aangesproken.",
                "bewoners",
                "{n} euro per jaar van de gemeente",
            ),
        ),
    ),
    (
        "gezond en samen",
        "Mensen zijn gezonder en doen mee",
        (
            (
                "Samen eten",
                "Mensen die alleen zijn, eten elke week met anderen.",
                "bewoners",
                "{n} euro per jaar van de gemeente",
            ),
            ("Wandelen met de dokter", "Mensen met suikerziekte bewegen elke week.", "zorg", "uit de zorgverzekering"),
            (
                "Buurtmoestuin",
                "Bewoners ontmoeten elkaar en eten verse groente.",
                "bewoners",
                "{n} euro van de gemeente",
            ),
            (
                "Praktijkhulp dicht bij huis",
                "Mensen met zorgen hoeven niet naar het ziekenhuis.",
                "zorg",
                "{n} euro per jaar van de zorgverzekeraar",
            ),
        ),
    ),
)
DECISIONS = (
    "De alliantie gaat door met {activity}",
    "{activity} begint een jaar later, omdat er te weinig mensen zijn",
    "De partners betalen {activity} samen",
    "Bewoners denken mee over {activity}",
)

# Ministries that do not exist, and what they promised: ministry, topic, year of the letter, what.
STATE = {
    "wonen": "Ministerie van Verzonnen Wonen",
    "leren": "Ministerie van Verzonnen Onderwijs",
    "recht": "Ministerie van Verzonnen Recht",
}
PROMISES = (
    ("wonen", "wonen", 2018, "Geld om huizen op te knappen"),
    ("wonen", "leefomgeving", 2022, "Meer groen in de straten"),
    ("leren", "onderwijs", 2019, "Extra uren op school"),
    ("leren", "jeugd", 2023, "Een vaste begeleider voor jongeren tot 23 jaar"),
    ("recht", "veiligheid", 2021, "Jongerenwerkers, samen met de politie"),
    ("recht", "inkomen", 2025, "Een loket voor mensen met schulden"),
)
