using Ledger.Node.Consents;
using Ledger.Node.Parties;

namespace Ledger.Node.Exchange;

/// <summary>What a request to a sharing service holds, by name; letter case does not count, and what is not asked for does not matter.</summary>
/// <param name="values">The elements; texts and numbers alike as text.</param>
internal sealed class ExchangeElements(IReadOnlyDictionary<string, string> values)
{
    /// <summary>The longest value of an element but <see cref="Use"/>, in characters.</summary>
    public const int LongestValue = 256;

    /// <summary>The longest purpose, in characters.</summary>
    public const int LongestUse = 200;

    /// <summary>用途: what the licence is read for.</summary>
    public const string Use = "UseFor";

    /// <summary>What older clients authenticate with: here the key of their system.</summary>
    public const string Session = "sessionId";

    // 五要素: who asks, through whom, and in which case.
    private static readonly string[] Case = ["orgName", "username", "itemName", "itemCode", "businessCode"];

    private readonly Dictionary<string, string> _values = new(values, StringComparer.OrdinalIgnoreCase);

    /// <summary>The value of an element, without white space around it; empty where there is none.</summary>
    public string this[string name] => _values.GetValueOrDefault(name, "").Trim();

    /// <summary>What it is for, in whatever words: older clients have forms of their own.</summary>
    public UsePurpose Purpose => new(this["orgName"], this["username"], this["itemName"], this["itemCode"], this["businessCode"], this[Use]);

    /// <summary>Returns where purpose, the five elements and these others are all there, and none is too long.</summary>
    /// <exception cref="ExchangeException"><see cref="ExchangeStatus.MissingElement"/>; it names every element that is missing.</exception>
    public void Require(params ReadOnlySpan<string> others)
    {
        string[] needed = [.. others, Use, .. Case];
        string[] missing = [.. needed.Where(name => this[name].Length == 0)];
        if (missing.Length > 0)
        {
            string names = string.Join("、", missing);
            throw new ExchangeException(
                ExchangeStatus.MissingElement, $"必填参数为空：{names}。", $"A mandatory element is empty: {string.Join(", ", missing)}.");
        }

        string? tooLong = needed.FirstOrDefault(name => VisibleText.Length(this[name]) > LongestOf(name));
        if (tooLong is not null)
        {
            throw new ExchangeException(
                ExchangeStatus.MissingElement,
                $"参数 {tooLong} 最长 {LongestOf(tooLong)} 个字符。",
                $"The element {tooLong} has at most {LongestOf(tooLong)} characters.");
        }
    }

    private static int LongestOf(string name) => name == Use ? LongestUse : LongestValue;
}
