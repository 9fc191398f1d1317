"""The table of signs: what stands at the beginning of a file that a loader reads.

A loader that is not there yet, or no more, costs nothing: its rows are passed over.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sign:
    """``needs`` must all stand at the beginning of the file (headings, keys of its first record),
    or its whole ``name`` must match. The first row of the table that fits decides."""

    loader: str
    needs: tuple[str, ...] = ()
    name: str = ""


SIGNS = (
    # Names that the publishers give; their content is checked by the loader.
    Sign("charities", name=r"publicextract\.\w+\.(txt|json|zip)"),
    Sign("interests", name=r"PublishedInterest-Category_\d+\.csv"),
    # JSON
    Sign("appg", ('"slug"', '"title"', '"officers"')),
    Sign("grants", ('"grants"', '"fundingOrganization"')),
    Sign("petitions", ('"signature_count"', '"action"')),
    Sign("charities", ('"registrations"', '"areas"')),
    Sign("charities", ('"registered_charity_number"', '"charity_name"')),
    Sign("places", ('"E06000001"', '"E14')),
    # Tables
    Sign("grants", ("Funding Org:", "Amount Awarded", "Identifier")),
    Sign("charities", ("Reg charity number", "Who the charity helps")),
    Sign("charities", ("Charity Number", "Charity Status", "Beneficiaries")),
    Sign("charities", ("date_of_extract\torganisation_number",)),
    Sign("charities", ("geographic_area_description", "GSS")),
    Sign("charities", ("aooname", "GSS")),
    Sign("interests", ("MNIS ID", "Parent Interest ID")),
    Sign("petitions", ("Petition", "URL", "State", "Signatures Count")),
    Sign("parliament", ("PCON24CD", "Party", "TheyWorkForYou")),
    Sign("places", ("UKPARL.2025", "PCON24CD")),
    Sign("places", ("local-authority-code",)),
    Sign("places", ("PARL25", "percentage_overlap_pop")),
    Sign("census", ("Table_ID", "Cell_Label_ONS", "EW_Count")),
    Sign("census", ("ONSConstID", "con_pc")),
    Sign("census", ("geography code", "measures: Value")),
    Sign("org_ids", ("org_id_a", "org_id_b")),
    Sign("org_ids", ("company_number", "charity_number")),
    Sign("org_ids", ("transferor_regno", "transferee_regno")),
    Sign("org_ids", ("Old charity number", "New charity number")),
    Sign("org_ids", ("Scottish Charity Number", "E&W Charity Number")),
    Sign("org_ids", ("type,reg_number,name",)),
    Sign("org_ids", ("reg_number", "scale")),
    Sign("org_ids", ("org_id", "alternative_name")),
)
