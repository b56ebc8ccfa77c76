namespace Ledger.Node.Materials;

/// <summary>材料状态 on a day.</summary>
internal enum MaterialState
{
    /// <summary>待核: nobody but its holder vouches for it.</summary>
    Pending,

    /// <summary>有效.</summary>
    Valid,

    /// <summary>过期: its last day is past.</summary>
    Expired,

    /// <summary>存疑: an objection is open.</summary>
    Disputed,

    /// <summary>被替换.</summary>
    Replaced,

    /// <summary>作废.</summary>
    Voided,

    /// <summary>承诺代替: a promise stands for it until its day.</summary>
    Promised,

    /// <summary>批后核查: the day of the promise is past, and the material has not come.</summary>
    PromiseOverdue,
}
