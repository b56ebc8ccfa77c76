namespace Ledger.Node.Exchange;

/// <summary>The national short names of metadata that are not on the face (GB/T 36903-2018).</summary>
internal static class MetadataNames
{
    /// <summary>持证主体代码类型: the name of the holder code type; its code is on the face.</summary>
    public const string HolderCodeTypeName = "CZZTDMLX";

    /// <summary>签章人.</summary>
    public const string Sealer = "ZZQZR";

    /// <summary>签章时间, a Beijing clock.</summary>
    public const string SealedAt = "ZZQZSJ";

    /// <summary>签章名称.</summary>
    public const string SealName = "ZZQZMC";

    /// <summary>创建时间, a Beijing clock.</summary>
    public const string CreatedAt = "CJSJ";

    /// <summary>加注件制作时间, a Beijing clock.</summary>
    public const string CopyMadeAt = "JZJZZSJ";

    /// <summary>加注件制作者.</summary>
    public const string CopyMaker = "JZJZZZ";

    /// <summary>加注件制作事由.</summary>
    public const string CopyPurpose = "JZJZZSY";

    /// <summary>加注件有效期截止时间, a Beijing clock.</summary>
    public const string CopyExpiresAt = "JZJYXQJZSJ";

    /// <summary>证照状态: what the licence is today, one of our own codes. Ours, after the fashion of the standard.</summary>
    public const string State = "ZZZT";

    /// <summary>证照状态代码: the code that the type's ministry has for it. Ours, too.</summary>
    public const string StateCode = "ZZZTDM";

    /// <summary>异议标志: <c>1</c> while an objection is open. Ours, too.</summary>
    public const string Disputed = "YYBZ";
}
