namespace Ledger.Node.Catalogue;

/// <summary>What kind of document a licence looks like.</summary>
internal enum LicenceLook
{
    /// <summary>One bordered sheet with everything on it: 营业执照 and most permits.</summary>
    Certificate,

    /// <summary>Two facing pages: certificates of property, marriage, birth.</summary>
    Booklet,

    /// <summary>The picture of a card, and below it what no card has room for.</summary>
    Card,
}
