using Ledger.Api.Problems;
using Ledger.Crypto.Verification;

namespace Ledger.Api.Portal;

/// <summary>Checks of one kind, under a heading that says in plain words what they are about.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Checks">The checks, in the order in which they were made.</param>
public sealed record CheckGroup(TextInBoth Title, IReadOnlyList<Check> Checks)
{
    private static readonly (TextInBoth Title, string[] Beginnings)[] Kinds =
    [
        (new("加注件：用途与使用方", "The copy: what for, and for whom"), ["copy"]),
        (new("亮证：是否本人此刻出示", "The presentation: shown now, and once"), ["presentation"]),
        (new("签名与印章：是谁签发的", "Signature and seal: who issued it"),
            ["file-signature", "file-seal", "file-time", "file-revocation", "signature", "issuer", "seal", "key", "certificate"]),
        (new("文件：是否完整、是否被改动", "The file: whether it is whole and unchanged"), ["file", "face", "fields", "photo", "identifier", "document", "receipt"]),
        (new("状态：现在是否有效", "Status: whether it counts now"), ["status", "validity", "dispute"]),
        (new("账本、见证与上链：记录是否可信", "Ledger, witnesses and chain: whether the record can be relied on"),
            ["log", "proof", "map", "issue", "event", "quorum", "freshness", "anchor"]),
    ];

    private static readonly TextInBoth Rest = new("其他", "Other");

    /// <summary>Groups checks; the first group is the one whose checks say most about the file.</summary>
    public static IReadOnlyList<CheckGroup> Of(IEnumerable<Check> checks) =>
        [.. checks.GroupBy(TitleOf).OrderBy(group => PlaceOf(group.Key)).Select(group => new CheckGroup(group.Key, [.. group]))];

    private static TextInBoth TitleOf(Check check) => Kinds.FirstOrDefault(kind => kind.Beginnings.Any(
        beginning => check.Name == beginning || check.Name.StartsWith(beginning + "-", StringComparison.Ordinal))).Title ?? Rest;

    private static int PlaceOf(TextInBoth title) => Array.FindIndex(Kinds, kind => kind.Title == title) is >= 0 and int place ? place : Kinds.Length;
}
