using Ledger.Api.Problems;

namespace Ledger.Api.Portal.Counter;

/// <summary>A field of a form.</summary>
/// <param name="Name">Its name in the form.</param>
/// <param name="Label">What it is called.</param>
public sealed record FormField(string Name, TextInBoth Label)
{
    /// <summary>What it takes.</summary>
    public FieldShape Shape { get; init; }

    /// <summary>Whether a form without it is refused; what need not be filled in says so.</summary>
    public bool IsRequired { get; init; } = true;

    /// <summary>Most characters.</summary>
    public int Longest { get; init; } = 200;

    /// <summary>The values of a choice.</summary>
    public IReadOnlyList<Choice> Choices { get; init; } = [];

    /// <summary>What stands there where nothing is chosen; null for the usual.</summary>
    public TextInBoth? Unchosen { get; init; }

    /// <summary>What to fill in; null where the label says it.</summary>
    public TextInBoth? Hint { get; init; }

    /// <summary>理由, as acts on seals and grants take it.</summary>
    internal static FormField Reason(bool isRequired) => new("reason", new("理由", "Reason"))
    {
        IsRequired = isRequired,
        Shape = FieldShape.Paragraph,
        Longest = Node.Seals.SealCaller.LongestNote,
        Hint = new("加密保存，仅本机构可见。", "Kept sealed; only your authority sees it."),
    };

    /// <summary>内部说明 to a decision.</summary>
    internal static FormField Note { get; } = new("note", new("内部说明", "Internal note"))
    {
        IsRequired = false,
        Longest = Node.Licences.Decision.LongestNote,
        Hint = new("加密保存，仅本机构可见。", "Kept sealed; only your authority sees it."),
    };
}
