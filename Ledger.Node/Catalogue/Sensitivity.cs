namespace Ledger.Node.Catalogue;

/// <summary>Who may see a field without the holder's consent (公开/内部/敏感).</summary>
internal enum Sensitivity
{
    /// <summary>Everybody: it is on the public register.</summary>
    Public,

    /// <summary>Departments that use the licence; covered for the public.</summary>
    Internal,

    /// <summary>Only those the holder or a law lets see it.</summary>
    Sensitive,
}
