using Ledger.Api.Problems;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Portal;

/// <summary>What the start page answers; at most one of verdict, receipt, presentation, standing and refusal.</summary>
public sealed record PortalAnswer
{
    /// <summary>Nothing was asked.</summary>
    public static PortalAnswer None { get; } = new();

    /// <summary>The form was sent without a file.</summary>
    internal static PortalAnswer NoFile { get; } =
        Of(new Problem(StatusCodes.Status400BadRequest, "missing-field", "请先选择文件。", "Pick a file first."), VerifyPage.FileField);

    /// <summary>The form for presentations was sent without one.</summary>
    internal static PortalAnswer NoPresentation { get; } = Of(
        new Problem(StatusCodes.Status400BadRequest, "missing-field", "请粘贴亮证码的内容（以 LP1: 开头）。", "Paste what the code says; it begins with LP1:."),
        VerifyPage.PresentationField);

    /// <summary>The page's HTTP status.</summary>
    public int Status { get; private init; } = StatusCodes.Status200OK;

    /// <summary>The verdict on the file that was sent.</summary>
    public Verdict? Verdict { get; private init; }

    /// <summary>Name of the type of the licence in that file; null where it shows none.</summary>
    public TextInBoth? LicenceName { get; private init; }

    /// <summary>The receipt of that verdict; null where the node gives none.</summary>
    public ShownReceipt? Receipt { get; private init; }

    /// <summary>A receipt that was sent itself.</summary>
    public JudgedReceipt? JudgedReceipt { get; private init; }

    /// <summary>The verdict on a presentation whose code was sent.</summary>
    public ShownPresentation? Presentation { get; private init; }

    /// <summary>What the licence of a QR code is today.</summary>
    public ShownStanding? Standing { get; private init; }

    /// <summary>Why there is none of them.</summary>
    public TextInBoth? Refusal { get; private init; }

    /// <summary>The field that is at fault for the refusal; null where none is.</summary>
    public string? Field { get; private init; }

    /// <summary>The verdict on a file.</summary>
    public static PortalAnswer Of(Verdict verdict, TextInBoth? licenceName, ShownReceipt? receipt) =>
        new() { Verdict = verdict, LicenceName = licenceName, Receipt = receipt };

    /// <summary>The verdict on a presentation.</summary>
    public static PortalAnswer Of(ShownPresentation presentation) => new() { Presentation = presentation };

    /// <summary>A receipt, verified.</summary>
    public static PortalAnswer Of(JudgedReceipt receipt) => new() { JudgedReceipt = receipt };

    /// <summary>The standing of a licence.</summary>
    public static PortalAnswer Of(ShownStanding standing) => new() { Standing = standing };

    /// <summary>A refusal.</summary>
    /// <param name="problem">What is refused.</param>
    /// <param name="field">Name of the field at fault.</param>
    internal static PortalAnswer Of(Problem problem, string? field) =>
        new() { Status = problem.Status, Refusal = new TextInBoth(problem.Chinese, problem.English), Field = field };
}
