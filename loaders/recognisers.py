"""The table of recognisers: what stands at the beginning of a file that a loader reads.

A loader that is not there yet, or no more, costs nothing: its rows are passed over.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recogniser:
    """``needs`` must all stand at the beginning of the file (headings, keys of its first record),
    or its whole ``name`` must match. The first row of the table that fits decides."""

    loader: str
    needs: tuple[str, ...] = ()
    name: str = ""


RECOGNISERS = (
    # Names that the publishers give; their content is checked by the loader.
    Recogniser("charities", name=r"publicextract\.\w+\.(txt|json|zip)"),
    Recogniser("interests", name=r"PublishedInterest-Category_\d+\.csv"),
    # JSON
    Recogniser("snapshot", ('{"kithmap":', '"as_of":', '"hash":')),
    Recogniser("appg", ('"slug"', '"title"', '"officers"')),
    Recogniser("grants", ('"grants"', '"fundingOrganization"')),
    Recogniser("petitions", ('"signature_count"', '"action"')),
    Recogniser("charities", ('"registrations"', '"areas"')),
    Recogniser("charities", ('"registered_charity_number"', '"charity_name"')),
    Recogniser("places", ('"E06000001"', '"E14')),
    # Tables
    Recogniser("grants", ("Funding Org:", "Amount Awarded", "Identifier")),
    Recogniser("charities", ("Reg charity number", "Who the charity helps")),
    Recogniser("charities", ("Charity Number", "Charity Status", "Beneficiaries")),
    Recogniser("charities", ("date_of_extract\torganisation_number",)),
    Recogniser("charities", ("geographic_area_description", "GSS")),
    Recogniser("charities", ("aooname", "GSS")),
    Recogniser("interests", ("MNIS ID", "Parent Interest ID")),
    Recogniser("petitions", ("Petition", "URL", "State", "Signatures Count")),
    Recogniser("parliament", ("PCON24CD", "Party", "TheyWorkForYou")),
    Recogniser("places", ("UKPARL.2025", "PCON24CD")),
    Recogniser("places", ("local-authority-code",)),
    Recogniser("places", ("PARL25", "percentage_overlap_pop")),
    Recogniser("census", ("Table_ID", "Cell_Label_ONS", "EW_Count")),
    Recogniser("census", ("ONSConstID", "con_pc")),
    Recogniser("census", ("geography code", "measures: Value")),
    Recogniser("org_ids", ("org_id_a", "org_id_b")),
    Recogniser("org_ids", ("company_number", "charity_number")),
    Recogniser("org_ids", ("transferor_regno", "transferee_regno")),
    Recogniser("org_ids", ("Old charity number", "New charity number")),
    Recogniser("org_ids", ("Scottish Charity Number", "E&W Charity Number")),
    Recogniser("org_ids", ("type,reg_number,name",)),
    Recogniser("org_ids", ("reg_number", "scale")),
    Recogniser("org_ids", ("org_id", "alternative_name")),
)
