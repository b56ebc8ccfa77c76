using Ledger.Api.Problems;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Portal;

/// <summary>What the start page answers; at most one of verdict, standing and refusal.</summary>
public sealed record PortalAnswer
{
    /// <summary>Nothing was asked.</summary>
    public static PortalAnswer None { get; } = new();

    /// <summary>The form was sent without a file.</summary>
    internal static PortalAnswer NoFile { get; } =
        Of(new Problem(StatusCodes.Status400BadRequest, "missing-field", "请先选择文件。", "Pick a file first."));

    /// <summary>The page's HTTP status.</summary>
    public int Status { get; private init; } = StatusCodes.Status200OK;

    /// <summary>The verdict on the file that was sent.</summary>
    public Verdict? Verdict { get; private init; }

    /// <summary>What the licence of a QR code is today.</summary>
    public ShownStanding? Standing { get; private init; }

    /// <summary>Why there is neither.</summary>
    public TextInBoth? Refusal { get; private init; }

    /// <summary>The verdict on a file.</summary>
    public static PortalAnswer Of(Verdict verdict) => new() { Verdict = verdict };

    /// <summary>The standing of a licence.</summary>
    public static PortalAnswer Of(ShownStanding standing) => new() { Standing = standing };

    /// <summary>A refusal.</summary>
    internal static PortalAnswer Of(Problem problem) =>
        new() { Status = problem.Status, Refusal = new TextInBoth(problem.Chinese, problem.English) };
}
