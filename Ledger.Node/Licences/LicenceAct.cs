namespace Ledger.Node.Licences;

/// <summary>What brings a licence, or its next version, about.</summary>
internal enum LicenceAct
{
    /// <summary>新发: the first version.</summary>
    Issue,

    /// <summary>变更: what the face says has changed.</summary>
    Change,

    /// <summary>延续: valid for a further period.</summary>
    Renewal,

    /// <summary>换发: a new copy of the same, such as for one that was lost.</summary>
    Replacement,

    /// <summary>更正: the version before was wrong from the beginning.</summary>
    Correction,

    /// <summary>国家工程标准改造: the same content under another definition of the type.</summary>
    Migration,

    /// <summary>转入: taken over from another issuer, whose licence is named.</summary>
    TransferIn,
}
