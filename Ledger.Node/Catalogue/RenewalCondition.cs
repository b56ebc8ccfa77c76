namespace Ledger.Node.Catalogue;

/// <summary>What is looked at again before a licence is renewed without an application (免申即办).</summary>
internal enum RenewalCondition
{
    /// <summary>No objection is open against it.</summary>
    NotDisputed,

    /// <summary>No change elsewhere waits to be looked at.</summary>
    NotFlagged,

    /// <summary>校验: checked within the months that the type lays down.</summary>
    AnnualCheckPassed,

    /// <summary>Every material that the type needs is in force.</summary>
    MaterialsValid,

    /// <summary>主体资格: the holder's own 营业执照 is in force.</summary>
    HolderInForce,
}
