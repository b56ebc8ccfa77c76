namespace Ledger.Node.Licences;

/// <summary>Why a licence, or a kind of material, was flagged.</summary>
internal enum FlagRule
{
    /// <summary>The source licence has another holder's name; the flagged one still has the old one.</summary>
    HolderNameChanged,

    /// <summary>The source licence has another address; the flagged one still has the old one.</summary>
    AddressChanged,

    /// <summary>The source licence has another legal representative; the flagged one still has the old one.</summary>
    LegalRepresentativeChanged,

    /// <summary>The flagged one is a composite licence, and brings together a licence that was flagged by the same change, or the source itself.</summary>
    ComponentFlagged,
}
