using Ledger.Crypto.Verification;

namespace Ledger.Crypto.Receipts;

/// <summary>The words a receipt has for results; the same as in answers.</summary>
internal static class ReceiptWords
{
    private static readonly (Conclusion Value, string Word)[] Conclusions =
        [(Conclusion.Valid, "valid"), (Conclusion.NotValid, "not-valid"), (Conclusion.CannotTell, "cannot-tell")];

    private static readonly (CheckResult Value, string Word)[] Results =
        [(CheckResult.Passed, "passed"), (CheckResult.Failed, "failed"), (CheckResult.Unknown, "unknown"), (CheckResult.Noted, "noted")];

    public static string Of(Conclusion conclusion) => Conclusions.First(pair => pair.Value == conclusion).Word;

    public static string Of(CheckResult result) => Results.First(pair => pair.Value == result).Word;

    /// <exception cref="FormatException">Another word.</exception>
    public static Conclusion ConclusionOf(string word) => ValueOf(Conclusions, word);

    /// <exception cref="FormatException">Another word.</exception>
    public static CheckResult ResultOf(string word) => ValueOf(Results, word);

    private static T ValueOf<T>((T Value, string Word)[] words, string word) =>
        Array.FindIndex(words, pair => pair.Word == word) is >= 0 and int place ? words[place].Value : throw new FormatException("There is no such result.");
}
