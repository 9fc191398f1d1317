"""The door to the loaders: ``get_loader(name)``; each is imported when asked for."""

from importlib import import_module

from graph.errors import BadQuestion
from loaders.base import Loader

# name → module and class; the module is imported only when its loader is used.
LOADERS = {
    "appg": ("loaders.appg", "AppgLoader"),
    "census": ("loaders.census", "CensusLoader"),
    "charities": ("loaders.charities", "CharitiesLoader"),
    "countries": ("loaders.countries", "CountriesLoader"),
    "grants": ("loaders.grants", "GrantsLoader"),
    "interests": ("loaders.interests", "InterestsLoader"),
    "petitions": ("loaders.petitions", "PetitionsLoader"),
    "org_ids": ("loaders.org_ids", "OrgIdsLoader"),
    "parliament": ("loaders.parliament", "ParliamentLoader"),
    "past": ("loaders.past_data", "PastLoader"),
    "places": ("loaders.places", "PlacesLoader"),
    "snapshot": ("loaders.snapshot", "SnapshotLoader"),
    "spreadsheet": ("loaders.spreadsheet", "SpreadsheetLoader"),
    "tour": ("loaders.tour_data", "TourLoader"),
}
# Loaders of what somebody keeps for themselves: internal unless they publish it.
OWN_SHEETS = frozenset({"spreadsheet"})


def get_loader(name: str) -> Loader:
    """The loader of that name; ``BadQuestion`` lists the names there are."""
    if name not in LOADERS:
        raise BadQuestion(
            f"no loader is called '{name}'",
            next_step=f"Loaders: {', '.join(sorted(LOADERS))}.",
        )
    module, cls = LOADERS[name]
    loader: Loader = getattr(import_module(module), cls)()
    return loader
