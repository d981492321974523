"""Invented companies and the people who fill in their forms, by where they are; no real ones are meant."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.demo.dice import dice


@dataclass(frozen=True, kw_only=True, slots=True)
class Region:
    """What companies and people of a place are called; `remarkable` companies stand as they are."""

    heads: tuple[str, ...]
    trades: tuple[str, ...]
    forms: tuple[str, ...]
    given: tuple[str, ...]
    family: tuple[str, ...]
    remarkable: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Prospect:
    """A company, and who asked on its behalf."""

    company: str
    contact: str


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


NORTH = Region(
    heads=_words(
        """Nordlicht Elbufer Kastanienhof Falkenberg Silberbach Birkenhain Sonnfeld Wiesengrund Steinbrück
        Lindenau Rosenhügel Hafenkante Brückner Morgentau Tannwald Kranich Seeblick Ahorn Kornblume Mühlbach
        Sturmvogel Bernstein Weidenthal Goldammer Findling Harzblick Moorland Heidekraut Schilfrohr Deichhof
        Felsengrund Lärchenau Zeisig Storchennest Eichgrund Havelbogen Spreewinkel Isarwehr Rheinkiesel Alsterlauf
        Dünensand Holunder Wacholder Königsfarn Eisvogel Hopfenau Salzgarten Turmfalke Uferschwalbe Vogelsang
        Dovrefjell Skärgård Lundby Vinterhamn Björkdal Åkerblom Sundvik Fjordlys"""
    ),
    trades=_words(
        """Logistik Werkzeugbau Medizintechnik Software Druck Bau Energie Möbel Optik Verpackung Sensorik
        Labortechnik Textil Pumpen"""
    ),
    forms=("GmbH", "AG", "KG", "GmbH", "SE", "GmbH & Co. KG"),
    given=_words(
        """Annika Björn Carla Dominik Elif Florian Greta Hannes Ilse Jakub Katrin Lennart Małgorzata Nils Oksana
        Piotr Ronja Søren Tülay Uwe Vera Wiebke Zofia"""
    ),
    family=_words(
        """Ahlers Bäcker Czerny Dietrich Eriksen Fröhlich Grünwald Holm Iversen Jankowski Köhler Lindgren Möller
        Nowicki Olsen Pohl Reuter Sørensen Thiele Ulrich Vogt Wójcik Yılmaz Zeller"""
    ),
    remarkable=(
        "Łódź Tekstylia Sp. z o.o.", "株式会社あおば製作所", "Ångström & Söner AB", "Žižkov Papírna s.r.o.",
        "Tromsø Sjømat AS", "Þórsmörk Ferðir ehf.", "Győri Üvegmű Kft.", "Αιγαίο Ναυτιλιακή Α.Ε.",
    ),
)  # fmt: skip

SOUTH = Region(
    heads=_words(
        """Mirasol Olivar Almendro Riachuelo Montesclaros Tramontana Azahar Peñalba Valdelagua Cantera Brisamar
        Encinar Castañar Romeral Alborada Puertoluz Trigal Cigüeña Jacaranda Laurel Marisma Naranjal Acantilado
        Beaulac Clairval Montfleur Rivegauche Boisjoli Fontclaire Grandpré Hautlieu Valcendre Pierreblanche Rochebrune
        Terrasole Pietralba Montesole Acquachiara Collefiorito Rivabella Solmare Campoverde Vallescura Borgolungo
        Serradouro Pedralva Monteverde Ribamar Valeflor Quintanova"""
    ),
    trades=_words(
        """Textil Cerámica Logística Foods Vinos Maquinaria Turismo Energía Papel Iluminación Óptica Servicios
        Muebles Ingeniería"""
    ),
    forms=("S.L.", "S.A.", "SARL", "S.L.", "S.r.l.", "Lda."),
    given=_words(
        """Álvaro Beatriz Camille Daniela Étienne Francesca Gonçalo Hélène Inês Joaquín Lucía Matteo Núria Óscar
        Paola Quentin Rocío Sébastien Teresa Valentina Xavier"""
    ),
    family=_words(
        """Aguirre Bellini Castaño Delacroix Escudero Fabre Gallego Herrera Iglesias Jiménez Lefèvre Marchetti
        Núñez Oliveira Peña Quiroga Rossetti Sáez Teixeira Urrutia Vidal Zamora"""
    ),
    remarkable=(
        "Café Lumière", "São Bento Azulejos", "Crème & Cie", "L’Atelier d’Hélène", "Señorío del Río S.A.",
        "Boulangerie Noël Frères", "Càrrec Obert SCCL", "Caffè Però S.n.c.",
    ),
)  # fmt: skip

AMERICA = Region(
    heads=_words(
        """Harborview Maplecrest Stonebridge Redwillow Larkspur Copperfield Bluestem Ironwood Juniper Cedarline
        Foxglove Granite Hollowell Kingfisher Lakeshore Meadowlark Northpoint Oakhurst Pinehollow Quarryside Riverbend
        Saltmarsh Thornbury Underhill Vantage Westerly Yarrow Ashgrove Birchmont Cloverdale Driftwood Elkhorn Fernhill
        Goldenrod Hazelton Windrush Tidewater Summerfield"""
    ),
    trades=_words(
        """Freight Instruments Foods Outfitters Dental Robotics Printing Builders Solar Furniture Analytics
        Packaging Apparel Hydraulics"""
    ),
    forms=("Inc.", "LLC", "Co.", "Inc.", "Group", "LLC"),
    given=_words(
        """Aaron Brianna Curtis Denise Ethan Fatima Grant Heather Isaiah Jasmine Kevin Lauren Marcus Natalie
        Omar Paige Ramón Shreya Tyler Wendy"""
    ),
    family=_words(
        """Abbott Barrow Castellanos Dempsey Everett Fuentes Gallagher Hutchins Ibrahim Jefferson Kowalski Lambert
        McAllister Nakamura O’Connell Prescott Quigley Ramirez Sutton Thibodeaux Underwood Whitfield"""
    ),
    remarkable=("Montréal Érablière Inc.", "Piñon & Sage Co.", "O’Dell Brothers’ Hardware"),
)

REGION_OF: Mapping[str, Region] = {
    "Europe/Berlin": NORTH,
    "Europe/Madrid": SOUTH,
    "America/New_York": AMERICA,
}


EVERY = 8


def prospects(region: Region, seed: int) -> Iterator[Prospect]:
    """Each company once; every eighth is one of the remarkable ones while there are any."""
    chance = dice(seed, "prospects", *region.heads[:1])
    named = [(head, trade) for head in region.heads for trade in region.trades]
    chance.shuffle(named)
    remarkable = list(region.remarkable)
    for n, (head, trade) in enumerate(named):
        company = f"{head} {trade} {chance.choice(region.forms)}"
        if n % EVERY == 0 and remarkable:
            company = remarkable.pop(0)
        contact = f"{chance.choice(region.given)} {chance.choice(region.family)}"
        yield Prospect(company=company, contact=contact)
