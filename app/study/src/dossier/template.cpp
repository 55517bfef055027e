#include "batterisk/study/dossier/template.hpp"

namespace batterisk::study {

std::string dossier_template() {
  return R"(# Dossier voor Batterisk. Controleer met:  batterisk check dossier.toml
# Regels met [VERPLICHT] moet u invullen; wat met # begint mag, maar hoeft niet.
# Getallen hebben altijd een eenheid ("5 MWh", "2,5 m"); coordinaten zijn RD-meters (EPSG:28992).
schema_versie = 1

[project]
naam = "Voorbeeld: een container"      # [VERPLICHT]
peildatum = 2026-12-15                 # [VERPLICHT] datum waarop de regels worden toegepast
# aanvraagdatum = 2026-10-15           # indiening van de aanvraag; bepaalt het overgangsrecht
# onherroepelijk_op = 2027-03-01
# vergund_op = 2026-12-01              # ook voor overgangsrecht
# omschrijving = ""
# aanvrager = ""
# auteur = ""
status = "concept"                     # concept | definitief

[[locatie]]                            # [VERPLICHT] begrenzing van het terrein, als punten [x, y]
id = "terrein"
grens = [[120263.98, 479825.71], [120323.64, 479835.65], [120315.72, 479880.03], [120256.99, 479870.11]]

[[systeem]]                            # een of meer energieopslagsystemen
id = "EOS-1"                           # [VERPLICHT]
situatie = "eos_container"             # [VERPLICHT] eos_container | eos_park | eos_gebouw | opslag (zie onderaan)
chemie = "lfp"                         # [VERPLICHT] lfp | nmc
# Energie per niveau; wat ontbreekt komt uit de regelset.
energie = { module = "50 kWh", rek = "350 kWh", eenheid = "4,2 MWh" }   # [VERPLICHT] (mag leeg: {})
# vermogen = "2,1 MW"
# laadtoestand = "100 %"
# in_gebruik_sinds = 2024-06-01        # voor overgangsrecht
# cluster = "noord"                    # eenheden van een cluster hebben dezelfde naam; ook per eenheid
# plaatsing = "4"                      # typering van PGS 37-1, 1 tot en met 6; ook per eenheid
afmetingen = { lengte = "6,06 m", breedte = "2,44 m", hoogte = "2,59 m" }  # [VERPLICHT]
# inhoud = "33,2 m3"
orientatie = "-9,5 graden"             # richting van de lange as, met de klok mee vanaf het noorden
# Plaats, op een van drie manieren:
positie = [120278.24, 479846.27]       # midden van de eenheid
# eenheden = [ { id = "EOS-1a", positie = [120278.24, 479846.27] }, { id = "EOS-1b", positie = [120283.66, 479847.18] } ]
# raster = { oorsprong = [120278.24, 479846.27], rijen = 2, kolommen = 2, tussenruimte_lengte = "3 m", tussenruimte_breedte = "3 m" }

# Openingen in een wand (deuren, roosters): bij brand stralen vlammen erdoor. Gezien langs de lange as is kop_a de korte
# wand aan het eind en lang_a de lange wand rechts; vanaf_midden telt naar rechts (kop) of langs de as (lang).
# openingen = [ { wand = "lang_a", vanaf_midden = "1 m", dorpel = "0 m", breedte = "0,9 m", hoogte = "2,1 m" } ]

# Een EOS in een gebouw (situatie = "eos_gebouw"): afmetingen en positie zijn van het gebouw. Een fakkel komt alleen door
# openingen naar buiten; aandeel is hun deel van de fakkels (zonder: gelijk).
# ruimte = { inhoud = "200 m3", midden = [120278.24, 479846.27] }   # [VERPLICHT] midden mag weg: midden van het gebouw

# Een opslag (situatie = "opslag", PGS 37-2): afmetingen en positie zijn van het gebouw; energie.eenheid of massa is
# [VERPLICHT].
# opslag = { vloeroppervlak = "400 m2", hoogte = "6 m", beschermingsniveau = 1, blussing = "sprinkler", deuren = "automatisch", massa = "50 ton" }
#   beschermingsniveau 1 | 2 | 3; blussing geen | sprinkler | deluge | licht_schuim | blusgas;
#   deuren automatisch | handmatig; stof vast | brandbare_vloeistof

# Een maatregel die meetelt, voor alle systemen, met het bewijs dat zij werkt. De regelset zegt welke sleutels elke soort
# mag wijzigen: detectie, gasafvoer, drukontlasting, blussing, propagatiebarriere, brandscheiding.
# [[maatregel]]
# soort = "gasafvoer"
# naam = "gasdetectie met ventilator"
# bewijs = "ventilatieberekening van de leverancier, 12-3-2026"
# waarden = { "s2.lambda" = "60 1/h" }

# Een eigen scenario met een gegeven bronterm:
# [[scenario]]
# id = "eigen-1"
# naam = "HF uit een brandende eenheid"
# positie = [120278.24, 479846.27]
# stof = "HF"                          # een stof uit rules/stoffen
# bronsterkte = "16,7 g/s"
# duur = "30 min"
# bronhoogte = "0 m"
# zog = { breedte = "2,44 m", hoogte = "2,59 m" }
# frequentie = "1e-4 1/jaar"

# Waar de regels een keuze laten (batterisk rules show): welk alternatief. Zonder keuze telt wat de aanvrager het beste past.
# [toets.keuze]
# afstand_of_contour = "vaste_afstand"

# [weer]
# station = 260                        # nummer van het KNMI-station; anders het dichtstbijzijnde
# tabel = "eigen-weer.csv"
# ruwheid = "0,3 m"                    # ruwheidslengte van de omgeving, 0,0002 (water) tot 2 m (stadskern)
# ruwheid_bron = "KNMI-ruwheidskaart, 500 m rond het terrein"

[rekenen]
regelset = "referentie"                # referentie | rivm-2025 | volledig kenmerk

[omgeving]
# functionele_binding = "nee"          # ja | nee | onbekend: een antwoord voor alle objecten (Bkl art. 5.5)
# map = "data"                         # map van 'batterisk prepare' of 'batterisk data fetch'
# [[omgeving.laag]]                    # of losse lagen, ook naast een map
# soort = "panden"                     # percelen | panden | verblijfsobjecten | standplaatsen | ligplaatsen |
#                                      # geprojecteerd | kwetsbare_objecten | personen
# pad = "bag-light.gpkg"               # ten opzichte van dit bestand; nooit met een wachtwoord erin
# laag = "pand"
# bron = "BAG"
# datum = 2026-10-08
# kolommen = { identificatie = "bagnr" }   # eigen kolomnamen, alleen waar nodig
# crs = "EPSG:28992"                   # alleen voor een bestand dat het niet zegt
# omtrek = [[120000, 479000], [122000, 479000], [122000, 481000]]   # daarbinnen bevat de levering alle objecten
# volg_verwijzingen = true             # alleen voor een bestand dat naar andere bestanden of het netwerk wijst (VRT,
#                                      # http, /vsicurl/): zonder dit woord wordt dat niet geopend

# Een risicogebied externe veiligheid uit het omgevingsplan (Bkl art. 5.16):
# [[omgeving.risicogebied]]
# id = "haven"
# vlak = [[120400, 479700], [120600, 479700], [120600, 479900]]

# Wat u van een gebouw weet en de lagen niet, of een gebouw of locatie die er nog niet is:
# [[object]]
# identificatie = "0363100012345678"   # pand van de BAG, of een eigen naam bij een eigen vlak
# klasse = "zeer_kwetsbaar"            # geen | beperkt_kwetsbaar | kwetsbaar | zeer_kwetsbaar | onbekend
# motivering = "kinderopvang volgens het landelijk register"   # verplicht bij een klasse
# bron = "LRK, 2026-10-01"
# functionele_binding = "nee"
# personen_dag = 120                   # aanwezigen, voor het groepsrisico; gaat voor de kengetallen
# personen_nacht = 0
# soort = "locatie"                    # gebouw | locatie, bijv. een kampeerterrein of evenemententerrein; dan ook het vlak
# situatie = "geprojecteerd"           # bestaand | geprojecteerd; dan ook het vlak waar een gevel mag komen
# vlak = [[120400, 479800], [120410, 479800], [120410, 479810]]
# buitenruimte = [[120400, 479790], [120410, 479790], [120410, 479800]]   # bij zeer kwetsbaar, bijv. het schoolplein
# tijdelijk_van = 2026-11-01           # tijdelijke afwijking (Bkl art. 5.10)
# tijdelijk_tot = 2028-11-01

# Voor de uitvoer naar het register (--format imev); wat u weglaat heet daar waardeOnbekend:
# [imev]
# bronhoudercode = "GM0000"            # alle zes verplicht
# bedrijfsnaam = ""
# naam_exploitant = ""
# vergunningnummer = ""
# begin_geldigheid = 2026-11-01
# vergunningplicht = true
# kvk_exploitant = "12345678"
# kvk_aanvrager = "12345678"
# adres_exploitant = "0363200012345678"   # nummeraanduiding van de BAG
# datum_vergunning = 2026-11-01
# datum_wijziging = 2026-11-01
# bevoegd_gezag = "gemeente"           # rijk | provincie | gemeente

# Afwijking van de regelset, altijd met een reden:
# [[afwijking]]
# parameter = "tox.y_hf.lfp"
# waarde = "45 g/kWh"
# motivering = "UL 9540A-rapport van de fabrikant, tabel 7"
# akkoord_door = ""
)";
}

}  // namespace batterisk::study
