namespace Ledger.Node.Catalogue;

/// <summary>持证主体类型: who may hold what a catalogue entry describes.</summary>
internal enum HolderKind
{
    /// <summary>Companies, other organisations and persons.</summary>
    Any,

    /// <summary>法人和其他组织.</summary>
    LegalPerson,

    /// <summary>自然人.</summary>
    NaturalPerson,
}
