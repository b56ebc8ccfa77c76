using Ledger.Crypto.Verification;

namespace Ledger.Api.Verification;

/// <summary>Where a page shows something else than the data.</summary>
/// <param name="Chinese">The field, or what else it is.</param>
/// <param name="English">The same in English, or the field's printed name.</param>
/// <param name="Values">What each says; null where that is not text.</param>
internal sealed record FaceDifference(string Chinese, string English, DifferingValues? Values = null)
{
    /// <summary>The text read aloud is not the text shown.</summary>
    public static FaceDifference ReadAloud { get; } = new("朗读文本", "the text read aloud");

    /// <summary>A page says something else of being a copy for one use than the copy's statement, or nothing.</summary>
    public static FaceDifference CopyMark { get; } = new("加注信息", "what a copy says of itself");

    /// <summary>Something is shown that is not in the data.</summary>
    public static FaceDifference Unexpected(string shown) => new("多出的文字", "text that is not in the data", DifferingValues.Of(shown, ""));

    /// <summary>Something that stands on every licence is not shown.</summary>
    public static FaceDifference Absent(string data) => new("缺少的文字", "text that is missing", DifferingValues.Of("", data));
}
