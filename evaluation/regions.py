"""What languages call regions, seas, rivers and a few cities, of which CLDR does not tell.

Names that are words there are left out, and those of countries as well, or of other places in another language: England
is "İngiltere" in Turkish, as Britain is, and "Dunaj" both Vienna and the Danube. What the subdivisions of CLDR 41 list
of these, some in official forms ("Autonome Region Sizilien"), was compared; seas and rivers they do not list.
"""

from __future__ import annotations

from collections.abc import Iterator

REGIONS = {
    "England": (
        "England = de sv da no;Angleterre = fr;Inghilterra = it;Inglaterra = es pt;Engeland = nl;Englanti = fi;"
        "Англия = ru;Англія = uk;Anglia = pl;Anglie = cs;Αγγλία = el;אנגליה = he;إنجلترا = ar"
    ),
    "Scotland": (
        "Schottland = de;Écosse = fr;Scozia = it;Escocia = es;Escócia = pt;Schotland = nl;Skottland = sv no;"
        "Skotland = da;Skotlanti = fi;Шотландия = ru;Шотландія = uk;Szkocja = pl;Skotsko = cs;İskoçya = tr;"
        "Şotlandiya = az;Σκωτία = el;סקוטלנד = he;اسكتلندا = ar;اسکاتلند = fa"
    ),
    "Bavaria": (
        "Bayern = de sv da no;Bavière = fr;Baviera = it es pt;Beieren = nl;Baijeri = fi;Бавария = ru;"
        "Баварія = uk;Bawaria = pl;Bavorsko = cs;Bavyera = tr;Bavariya = az;Βαυαρία = el;בוואריה = he;"
        "بافاريا = ar"
    ),
    "Saxony": (
        "Sachsen = de sv da no;Saxe = fr;Sassonia = it;Sajonia = es;Saksen = nl;Саксония = ru;Саксонія = uk;"
        "Saksonia = pl;Sasko = cs;Saksonya = tr;Σαξονία = el;סקסוניה = he"
    ),
    "Lower Saxony": (
        "Niedersachsen = de sv da no;Basse-Saxe = fr;Bassa Sassonia = it;Baja Sajonia = es;Nedersaksen = nl;"
        "Ala-Saksi = fi;Нижняя Саксония = ru;Dolna Saksonia = pl;Dolní Sasko = cs;Aşağı Saksonya = tr"
    ),
    "Thuringia": (
        "Thüringen = de nl sv da no;Thuringe = fr;Turingia = it es;Тюрингия = ru;Turyngia = pl;Durynsko = cs"
    ),
    "Westphalia": ("Westfalen = de nl sv da no;Westphalie = fr;Vestfalia = it;Westfalia = es pl;Вестфалия = ru"),
    "Rhineland": ("Rheinland = de;Rhénanie = fr;Renania = it es;Reininmaa = fi;Nadrenia = pl;Porýní = cs"),
    "Brittany": (
        "Bretagne = de fr nl sv da no fi;Bretagna = it;Bretaña = es;Bretanha = pt;Бретань = ru uk;Bretania = pl;"
        "Bretaň = cs;Bretonya = tr;Βρετάνη = el"
    ),
    "Normandy": (
        "Normandie = de fr sv da no cs;Normandia = it pl fi pt;Normandía = es;Normandië = nl;Нормандия = ru;"
        "Нормандія = uk;Normandiya = tr az;Νορμανδία = el;נורמנדי = he;نورماندي = ar"
    ),
    "Burgundy": (
        "Burgund = de sv da no;Bourgogne = fr;Borgogna = it;Borgoña = es;Borgonha = pt;Bourgondië = nl;"
        "Burgundi = fi;Бургундия = ru;Бургундія = uk;Burgundia = pl;Burgundsko = cs"
    ),
    "Alsace": (
        "Elsass = de;Elsaß = de;Alsazia = it;Alsacia = es;Elzas = nl;Эльзас = ru;Ельзас = uk;Alzacja = pl;Alsasko = cs"
    ),
    "Corsica": (
        "Korsika = de sv da no fi cs tr;Corse = fr;Córcega = es;Córsega = pt;Корсика = ru uk;Korsyka = pl;Κορσική = el"
    ),
    "Savoy": ("Savoyen = de;Savoie = fr;Savoia = it;Saboya = es;Савойя = ru;Sabaudia = pl;Savojsko = cs"),
    "Catalonia": (
        "Katalonien = de sv;Catalogne = fr;Catalogna = it;Cataluña = es;Catalunha = pt;Catalonië = nl;"
        "Katalonia = fi pl;Каталония = ru;Каталонія = uk;Katalánsko = cs;Katalonya = tr;Καταλονία = el;"
        "קטלוניה = he;كتالونيا = ar"
    ),
    "Andalusia": (
        "Andalusien = de sv;Andalousie = fr;Andalucía = es;Andaluzia = pt;Andalusië = nl;Андалусия = ru;"
        "Андалусія = uk;Andaluzja = pl;Andalusie = cs;Endülüs = tr;Ανδαλουσία = el"
    ),
    "Lombardy": (
        "Lombardei = de;Lombardie = fr;Lombardia = it fi pl;Lombardía = es;Lombardije = nl;Lombardiet = sv da;"
        "Ломбардия = ru;Ломбардія = uk;Lombardie = cs;Lombardiya = tr;Λομβαρδία = el"
    ),
    "Tuscany": (
        "Toskana = de tr;Toscane = fr nl;Toscana = it es pt sv da fi;Тоскана = ru uk;Toskania = pl;"
        "Toskánsko = cs;Τοσκάνη = el;טוסקנה = he"
    ),
    "Piedmont": ("Piemont = de pl;Piémont = fr;Piemonte = it sv da no;Piamonte = es;Пьемонт = ru;П'ємонт = uk"),
    "Sicily": (
        "Sizilien = de;Sicile = fr;Sicilia = it es;Sicília = pt;Sicilië = nl;Sicilien = sv da;Sisilia = fi;"
        "Сицилия = ru;Сицилія = uk;Sycylia = pl;Sicílie = cs;Sicilya = tr;Siciliya = az;Σικελία = el;"
        "סיציליה = he;صقلية = ar;سیسیل = fa"
    ),
    "Sardinia": (
        "Sardinien = de sv da;Sardaigne = fr;Sardegna = it;Cerdeña = es;Sardenha = pt;Sardinië = nl;"
        "Сардиния = ru;Сардинія = uk;Sardynia = pl;Sardinie = cs;Sardinya = tr;Σαρδηνία = el;סרדיניה = he;"
        "سردينيا = ar"
    ),
    "Flanders": (
        "Flandern = de sv da no;Flandre = fr;Fiandre = it;Flandes = es;Vlaanderen = nl;Flanderi = fi;"
        "Фландрия = ru;Фландрія = uk;Flandria = pl;Flandry = cs;Flandre = tr;Φλάνδρα = el;פלנדריה = he"
    ),
    "Wallonia": (
        "Wallonien = de;Vallonien = sv da;Wallonie = fr;Vallonia = it fi;Valonia = es;Wallonië = nl;"
        "Валлония = ru;Walonia = pl"
    ),
    "Tyrol": ("Tirol = de no es nl tr;Tyrolen = sv;Tyrol = da;Tirolo = it;Tiroli = fi;Тироль = ru uk;Tyrolsko = cs"),
    "Styria": ("Steiermark = de sv da no;Styrie = fr;Stiria = it;Штирия = ru;Styria = pl;Štýrsko = cs"),
    "Carinthia": ("Kärnten = de sv da no;Carinthie = fr;Carinzia = it;Каринтия = ru;Karyntia = pl;Korutany = cs"),
    "Bohemia": (
        "Böhmen = de sv da no;Bohême = fr;Boemia = it;Bohemen = nl;Böömi = fi;Богемия = ru;Богемія = uk;Bohemya = tr"
    ),
    "Moravia": ("Mähren = de;Moravie = fr;Moravië = nl;Моравия = ru;Morawy = pl"),
    "Silesia": (
        "Schlesien = de sv da no;Silésie = fr;Slesia = it;Silezië = nl;Sleesia = fi;Силезия = ru;Сілезія = uk;"
        "Śląsk = pl;Slezsko = cs;Silezya = tr"
    ),
    "Pomerania": (
        "Pommern = de sv da no;Poméranie = fr;Pommeren = nl;Pommeri = fi;Померания = ru;Померанія = uk;Pomorze = pl"
    ),
    "Transylvania": (
        "Siebenbürgen = de;Transsilvanien = de;Transylvanie = fr;Transilvania = it es ro;Transsylvanië = nl;"
        "Трансильвания = ru;Трансільванія = uk;Siedmiogród = pl;Transilvanya = tr;Erdély = hu"
    ),
    "Bessarabia": (
        "Bessarabien = de sv;Bessarabie = fr;Бессарабия = ru;Бессарабія = uk;Besarabia = pl es;Besarabya = tr"
    ),
    "Crimea": (
        "Krim = de nl sv da no fi;Crimée = fr;Крым = ru;Крим = uk;Krym = pl cs;Kırım = tr;Krım = az;Κριμαία = el;"
        "חצי האי קרים = he;القرم = ar;کریمه = fa"
    ),
    "Siberia": (
        "Sibirien = de sv da;Sibérie = fr;Sibéria = pt;Siberië = nl;Siperia = fi;Сибирь = ru;Сибір = uk;"
        "Syberia = pl;Sibiř = cs;Sibirya = tr;Sibir = az no;Σιβηρία = el;סיביר = he;سيبيريا = ar;سیبری = fa"
    ),
    "Crete": (
        "Kreta = de nl sv da no pl;Crète = fr;Creta = it es pt;Kreeta = fi;Крит = ru uk;Kréta = cs;Girit = tr;"
        "Krit = az;Κρήτη = el;כרתים = he;كريت = ar"
    ),
    "Rhodes": (
        "Rhodos = de nl sv cs;Rodi = it;Rodas = es pt;Родос = ru uk;Rodos = pl tr fi;Ρόδος = el;רודוס = he;رودس = ar"
    ),
    "California": (
        "Kalifornien = de sv;Californie = fr;Californië = nl;Kalifornia = fi pl;Калифорния = ru;Каліфорнія = uk;"
        "Kalifornie = cs;Kaliforniya = tr az;Καλιφόρνια = el;קליפורניה = he;كاليفورنيا = ar;کالیفرنیا = fa"
    ),
    "Pennsylvania": (
        "Pennsylvanien = de;Pennsylvanie = fr;Пенсильвания = ru;Пенсильванія = uk;Pensylwania = pl;"
        "Pensilvanya = tr;Πενσυλβάνια = el;פנסילבניה = he;بنسلفانيا = ar"
    ),
    "Florida": (
        "Floride = fr;Флорида = ru;Флорида = uk;Floryda = pl;Φλόριντα = el;פלורידה = he;فلوريدا = ar;فلوریدا = fa"
    ),
    "Texas": ("Техас = ru uk;Teksas = pl tr;Τέξας = el;טקסס = he;تكساس = ar;تگزاس = fa"),
    "Alaska": ("Аляска = ru uk;Αλάσκα = el;אלסקה = he;ألاسكا = ar;آلاسکا = fa"),
    "Tibet": ("Tíbet = es;Тибет = ru uk;Tybet = pl;Tiibet = fi;Θιβέτ = el;טיבט = he;التبت = ar;تبت = fa"),
    "Manchuria": (
        "Mandschurei = de;Mandchourie = fr;Manciuria = it;Mantsjoerije = nl;Manchuriet = sv;Mantšuria = fi;"
        "Маньчжурия = ru;Маньчжурія = uk;Mandżuria = pl;Mançurya = tr"
    ),
    "Lapland": ("Lappland = de sv;Laponie = fr;Lapponia = it;Laponia = es pl;Lappi = fi;Лапландия = ru;Laponsko = cs"),
    "Karelia": (
        "Karelien = de sv;Karelen = da;Carélie = fr;Carelia = it es;Karelië = nl;Karjala = fi;Карелия = ru;"
        "Карелія = uk;Karélie = cs"
    ),
    "Jutland": ("Jütland = de;Jylland = da no sv;Juutlanti = fi;Ютландия = ru;Jutlandia = pl"),
    "Dalmatia": (
        "Dalmatien = de sv;Dalmatie = fr;Dalmazia = it;Dalmacia = es;Dalmatië = nl;Далмация = ru;Dalmacja = pl;"
        "Dalmácie = cs;Dalmaçya = tr;Δαλματία = el"
    ),
    "Istria": ("Istrien = de sv;Istrie = fr cs;Истрия = ru;Istrië = nl"),
    "Anatolia": (
        "Anatolien = de sv;Anatolie = fr;Anatolië = nl;Анатолия = ru;Анатолія = uk;Anadolu = tr az;Ανατολία = el"
    ),
    "Thrace": ("Thrakien = de;Tracia = it es;Thracië = nl;Фракия = ru;Trakya = tr;Θράκη = el;Tracja = pl"),
    "Peloponnese": (
        "Peloponnes = de;Péloponnèse = fr;Peloponneso = it;Peloponeso = es;Peloponnesos = nl sv fi;"
        "Пелопоннес = ru;Peloponez = pl;Mora Yarımadası = tr;Πελοπόννησος = el"
    ),
    "Swabia": (
        "Schwaben = de sv da no fi;Souabe = fr;Suabia = es;Suábia = pt;Svevia = it;Zwaben = nl;"
        "Швабия = ru;Швабія = uk;Szwabia = pl;Švábsko = cs"
    ),
    "Franconia": ("Franconie = fr;Franconia = it es;Francônia = pt;Франкония = ru;Франконія = uk;Frankonia = pl"),
    "Palatinate": (
        "Pfalz = de sv da no fi;Palatinat = fr;Palatinato = it;Palatinado = es pt;Palts = nl;Пфальц = ru uk;"
        "Palatynat = pl;Falc = cs"
    ),
    "Prussia": (
        "Preußen = de;Preussen = de sv da no;Prusse = fr;Prusia = es;Prússia = pt;Pruisen = nl;Preussi = fi;"
        "Пруссия = ru;Пруссія = uk;Prusy = pl;Prusko = cs;Prusya = tr;Πρωσία = el;פרוסיה = he;بروسيا = ar;پروس = fa"
    ),
    "Lorraine": ("Lothringen = de sv da no;Lotharingen = nl;Лотарингия = ru;Лотарингія = uk;Lotaryngia = pl"),
    "Castile": (
        "Kastilien = de sv da;Castille = fr;Castiglia = it;Castilla = es;Castilië = nl;Kastilia = fi;Кастилия = ru;"
        "Кастилія = uk;Kastylia = pl;Kastilie = cs"
    ),
    "Calabria": ("Kalabrien = de sv;Calabre = fr;Calabria = it es;Калабрия = ru;Калабрія = uk;Kalabria = pl fi"),
    "Apulia": ("Apulien = de sv;Pouilles = fr;Puglia = it;Apulia = es pl fi;Апулия = ru;Апулія = uk"),
    "Wallachia": (
        "Walachei = de;Valachie = fr;Valacchia = it;Valaquia = es;Walachije = nl;Valakiet = sv;Valakia = fi;"
        "Валахия = ru;Валахія = uk;Wołoszczyzna = pl;Valašsko = cs;Eflak = tr"
    ),
    "Livonia": (
        "Livland = de sv da;Livonie = fr;Livonia = it es;Lijfland = nl;Liivinmaa = fi;Ливония = ru;Лівонія = uk"
    ),
    "Courland": ("Kurland = de sv da no;Courlande = fr;Koerland = nl;Kuurinmaa = fi;Курляндия = ru;Kurlandia = pl"),
    "Mesopotamia": (
        "Mesopotamien = de sv da;Mésopotamie = fr;Mesopotamia = it es fi;Mesopotamië = nl;Месопотамия = ru;"
        "Месопотамія = uk;Mezopotamia = pl;Mezopotámie = cs;Mezopotamya = tr;Mesopotamiya = az;Μεσοποταμία = el;"
        "מסופוטמיה = he"
    ),
    "Assyria": (
        "Assyrien = de sv da;Assyrie = fr;Assiria = it;Asiria = es;Assíria = pt;Assyrië = nl;Assyria = fi;"
        "Ассирия = ru;Ассирія = uk;Asyria = pl;Asýrie = cs;Assuriya = az;Ασσυρία = el"
    ),
    "Gaul": (
        "Gallien = de sv da;Gaule = fr;Gallia = it fi;Galia = es pl;Gallië = nl;Галлия = ru;Галлія = uk;Galie = cs"
    ),
    "Dacia": ("Dakien = de;Dacie = fr;Dacia = it es ro;Дакия = ru;Дакія = uk;Dacja = pl;Dácie = cs"),
    "Nubia": ("Nubien = de sv;Nubie = fr;Nubia = it es pl fi;Нубия = ru;Нубія = uk;Nubya = tr"),
    "Numidia": ("Numidien = de sv;Numidie = fr;Numidia = it es fi;Нумидия = ru;Нумідія = uk;Numidya = tr"),
    "Phoenicia": ("Phönizien = de;Phénicie = fr;Fenicia = it es;Fenicië = nl;Финикия = ru;Фінікія = uk;Fenicja = pl"),
    "Cilicia": (
        "Kilikien = de sv;Cilicie = fr;Cilicia = it es;Cilicië = nl;Kilikia = fi;Киликия = ru;Кілікія = uk;"
        "Cylicja = pl;Kilikya = tr;Kilikiya = az;Κιλικία = el"
    ),
    "Judea": ("Judäa = de;Judée = fr;Giudea = it;Judea = es pl;Иудея = ru;Юдея = uk"),
    "Colchis": ("Kolchis = de;Colchide = fr;Colchide = it;Колхида = ru;Колхіда = uk;Kolchida = pl cs"),
    "Black Sea": (
        "Schwarzes Meer = de;Schwarze Meer = de;Schwarzen Meer = de;mer Noire = fr;Mar Nero = it;"
        "mar Negro = es pt;Zwarte Zee = nl;Svarta havet = sv;Mustameri = fi;Чёрное море = ru;Чорне море = uk;"
        "Morze Czarne = pl;Černé moře = cs;Karadeniz = tr;Qara dəniz = az;Μαύρη Θάλασσα = el;הים השחור = he;"
        "البحر الأسود = ar;دریای سیاه = fa"
    ),
    "Caspian Sea": (
        "Kaspisches Meer = de;Kaspische Meer = de;Kaspischen Meer = de;mer Caspienne = fr;Mar Caspio = it;"
        "mar Caspio = es;Kaspische Zee = nl;Kaspiska havet = sv;Kaspianmeri = fi;Каспийское море = ru;"
        "Каспійське море = uk;Morze Kaspijskie = pl;Hazar Denizi = tr;Xəzər dənizi = az;הים הכספי = he;"
        "بحر قزوين = ar;دریای خزر = fa"
    ),
    "Aegean Sea": (
        "Ägäisches Meer = de;mer Égée = fr;Mar Egeo = it;mar Egeo = es;Egeïsche Zee = nl;Egeiska havet = sv;"
        "Egeanmeri = fi;Эгейское море = ru;Егейське море = uk;Morze Egejskie = pl;Ege Denizi = tr;"
        "Egey dənizi = az;Αιγαίο Πέλαγος = el;הים האגאי = he;بحر إيجة = ar"
    ),
    "Mediterranean Sea": (
        "Mittelmeer = de;mer Méditerranée = fr;Mar Mediterraneo = it;mar Mediterráneo = es;Middellandse Zee = nl;"
        "Medelhavet = sv;Middelhavet = da no;Välimeri = fi;Средиземное море = ru;Середземне море = uk;"
        "Morze Śródziemne = pl;Aralıq dənizi = az;Μεσόγειος = el;הים התיכון = he;البحر المتوسط = ar;"
        "دریای مدیترانه = fa"
    ),
    "Baltic Sea": (
        "Ostsee = de;mer Baltique = fr;Mar Baltico = it;mar Báltico = es;Oostzee = nl;Östersjön = sv;"
        "Østersøen = da;Østersjøen = no;Itämeri = fi;Балтийское море = ru;Балтійське море = uk;"
        "Morze Bałtyckie = pl;Baltık Denizi = tr"
    ),
    "North Sea": (
        "Nordsee = de;mer du Nord = fr;Noordzee = nl;Nordsjön = sv;Nordsøen = da;Nordsjøen = no;Pohjanmeri = fi;"
        "Северное море = ru;Morze Północne = pl;Kuzey Denizi = tr"
    ),
    "Red Sea": (
        "Rotes Meer = de;Rote Meer = de;Roten Meer = de;mer Rouge = fr;mar Rojo = es;Mar Rosso = it;"
        "Rode Zee = nl;Röda havet = sv;Punainenmeri = fi;Красное море = ru;Червоне море = uk;Morze Czerwone = pl;"
        "Kızıldeniz = tr;ים סוף = he;البحر الأحمر = ar;دریای سرخ = fa"
    ),
    "Danube": (
        "Donau = de nl sv da no;Danubio = it es;Danúbio = pt;Tonava = fi;Дунай = ru uk;Tuna Nehri = tr;"
        "Δούναβης = el;Dunărea = ro;Duna = hu;הדנובה = he;الدانوب = ar;دانوب = fa"
    ),
    "Rhine": ("Rhein = de;Rhin = fr;Rijn = nl;Rhen = sv;Rhinen = da;Рейн = ru uk;Rýn = cs;Ρήνος = el"),
    "Vistula": ("Weichsel = de;Vistule = fr;Vistola = it;Висла = ru;Вісла = uk;Wisła = pl;Visla = cs"),
    "Thames": (
        "Themse = de;Tamise = fr;Tamigi = it;Támesis = es;Theems = nl;Темза = ru uk;Tamiza = pl;Temže = cs;Τάμεσης = el"
    ),
    "Pyrenees": (
        "Pyrenäen = de;Pyrénées = fr;Pirenei = it;Pirineos = es;Pyreneeën = nl;Pyreneerna = sv;Pyreneet = fi;"
        "Пиренеи = ru;Піренеї = uk;Pireneje = pl;Pyreneje = cs;Pireneler = tr"
    ),
    "Hampshire": "Hants = en",
    "Wiltshire": "Wilts = en",
    "Berkshire": "Berks = en",
    "Hertfordshire": "Herts = en",
    "Lancashire": "Lancs = en",
    "Lincolnshire": "Lincs = en",
    "Nottinghamshire": "Notts = en",
    "Northamptonshire": "Northants = en",
    "Shropshire": "Salop = en",
    "Cambridgeshire": "Cambs = en",
    "Dorset": "Dorsetshire = en",
    "Somerset": "Somersetshire = en",
    "Devon": "Devonshire = en",
    "Cologne": "Köln = de da no sv fi hu tr;Keulen = nl;Kolín nad Rýnem = cs",
    "Ghent": "Gent = nl de;Gand = fr",
    "Basel": "Bâle = fr;Basilea = it es",
    "Aachen": "Aken = nl",
    "Dunkirk": ("Dünkirchen = de;Dunkerque = fr;Duinkerke = nl;Dunquerque = es"),
    "Saint Petersburg": ("Pietari = fi;Petersburg = de sv da pl;Pétersbourg = fr;Petersburgo = es;Pietroburgo = it"),
    "The Hague": ("Den Haag = de nl sv;Haag = da no fi;La Haye = fr;La Haya = es;Гаага = ru uk;Haga = pl;Lahey = tr"),
    "Turku": ("Åbo = sv da no"),
    "Vyborg": ("Viipuri = fi;Wiipuri = fi;Viborg = sv;Wiborg = de sv;Выборг = ru"),
}
"""By English names."""


def regions(language: str) -> Iterator[tuple[str, str]]:
    """The names of regions in a language, each with what the region is filed under: its English name, in lower case.

    >>> dict(regions("fi"))["bavaria"], dict(regions("fr"))["north sea"], dict(regions("en"))["bavaria"]
    ('Baijeri', 'mer du Nord', 'Bavaria')
    """
    for english, names in REGIONS.items():
        if language == "en":
            yield english.lower(), english
        for item in names.split(";"):
            name, _, languages = item.partition(" = ")
            if language in languages.split():
                yield english.lower(), name
