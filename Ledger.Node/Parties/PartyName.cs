using System.Text;

namespace Ledger.Node.Parties;

/// <summary>The rules for the name of a party.</summary>
internal static class PartyName
{
    /// <summary>Most Unicode characters of a name.</summary>
    public const int MaximumLength = 128;

    /// <summary>Returns where the name may be written.</summary>
    /// <param name="name">The name.</param>
    /// <param name="field">Where the caller wrote it, a JSON pointer.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>; the sentence does not repeat the name.</exception>
    public static void Require(string name, string field)
    {
        if (FindRefusal(name, field) is { } refusal)
        {
            throw new LedgerException([refusal]);
        }
    }

    /// <summary>Null for a name that may be written, otherwise the first thing wrong with it.</summary>
    /// <param name="name">The name.</param>
    /// <param name="field">Where the caller wrote it, a JSON pointer.</param>
    public static FieldRefusal? FindRefusal(string name, string field)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is 0 or > 2 * MaximumLength || VisibleText.Length(name) > MaximumLength)
        {
            return new(
                field,
                LedgerError.InvalidField,
                $"名称应为 1 至 {MaximumLength} 个字符。",
                $"A name has 1 to {MaximumLength} characters.");
        }

        bool isPlain = VisibleText.IsVisible(name) && !VisibleText.HasOuterSpace(name) && name.IsNormalized(NormalizationForm.FormC);
        return isPlain
            ? null
            : new(
                field,
                LedgerError.InvalidField,
                "名称含有不可见字符、首尾空格，或不是 Unicode 规范形式 NFC。",
                "The name has invisible characters or white space at an end, or is not in Unicode normal form C.");
    }
}
