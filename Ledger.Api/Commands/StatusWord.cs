using Ledger.Crypto.Transparency;

namespace Ledger.Api.Commands;

/// <summary>How a status of the status map is called; it may be that of a licence, a material, a consent, an authority, a holder.</summary>
/// <param name="Code">For programs: lower-case words joined by hyphens.</param>
/// <param name="Chinese">For people.</param>
/// <param name="English">The same in English.</param>
internal sealed record StatusWord(string Code, string Chinese, string English)
{
    /// <summary>The proof does not show it.</summary>
    public static StatusWord CannotTell { get; } = new("cannot-tell", "无法判定", "cannot tell");

    /// <summary>The word of a status; of null, that the log does not have the subject.</summary>
    public static StatusWord Of(SubjectStatus? status) => status switch
    {
        null => new("absent", "账本中没有", "absent"),
        SubjectStatus.Valid => new("valid", "有效", "valid"),
        SubjectStatus.Suspended => new("suspended", "暂扣", "suspended"),

        // Of a licence: 注销, 撤销, 吊销, 转出, or superseded. The map does not know which.
        SubjectStatus.Revoked => new("revoked", "已终止", "ended"),
        SubjectStatus.Disputed => new("disputed", "有效，异议处理中", "valid, an objection is open"),
        SubjectStatus.SuspendedDisputed => new("suspended-disputed", "暂扣，异议处理中", "suspended, an objection is open"),
        SubjectStatus.Registered => new("registered", "已登记", "registered"),
        SubjectStatus.Withdrawn => new("withdrawn", "已撤回", "withdrawn"),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "A status without a word."),
    };

    /// <summary>The word that has this code.</summary>
    public static StatusWord OfCode(string code) => code == CannotTell.Code
        ? CannotTell
        : Enum.GetValues<SubjectStatus>().Select(status => Of(status)).FirstOrDefault(word => word.Code == code, Of(null));
}
