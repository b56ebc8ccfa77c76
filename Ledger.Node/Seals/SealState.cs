namespace Ledger.Node.Seals;

/// <summary>What a seal is (GB/T 33481 knows 正常, 冻结 and 注销; the rest leads up to it).</summary>
internal enum SealState
{
    /// <summary>待审批: applied for.</summary>
    Applied,

    /// <summary>待制章: approved, not made yet.</summary>
    Approved,

    /// <summary>未批准: the application was rejected, for good.</summary>
    Rejected,

    /// <summary>正常: may be used where a grant permits it.</summary>
    InForce,

    /// <summary>冻结: not to be used until it is given free again.</summary>
    Frozen,

    /// <summary>注销: ended for good.</summary>
    Revoked,

    /// <summary>过期: its validity is over, or has not begun. No event says so; the clock does.</summary>
    Expired,
}

/// <summary>The texts of <see cref="SealState"/>.</summary>
internal static class SealStateText
{
    private static readonly Dictionary<SealState, (string Code, string Chinese)> Texts = new()
    {
        [SealState.Applied] = ("applied", "待审批"),
        [SealState.Approved] = ("approved", "待制章"),
        [SealState.Rejected] = ("rejected", "未批准"),
        [SealState.InForce] = ("in-force", "正常"),
        [SealState.Frozen] = ("frozen", "冻结"),
        [SealState.Revoked] = ("revoked", "注销"),
        [SealState.Expired] = ("expired", "不在有效期内"),
    };

    /// <summary>The code as written in rows and answers; never changes once released.</summary>
    public static string Code(this SealState state) => Texts[state].Code;

    /// <summary>The state in Chinese.</summary>
    public static string Chinese(this SealState state) => Texts[state].Chinese;

    /// <summary>The state with a code.</summary>
    /// <exception cref="FormatException">No state has it.</exception>
    public static SealState Parse(string code) => Texts.FirstOrDefault(text => text.Value.Code == code) is { Value.Code: not null } found
        ? found.Key
        : throw new FormatException($"\"{code}\" is not a seal's state.");
}
