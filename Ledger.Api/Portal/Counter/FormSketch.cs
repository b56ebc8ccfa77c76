using Ledger.Api.Problems;

namespace Ledger.Api.Portal.Counter;

/// <summary>A form that does one thing: what its page says, and what is to be filled in.</summary>
/// <param name="Heading">What it does, as the button says it too.</param>
/// <param name="Says">What follows from it.</param>
/// <param name="Back">Address of the page that one comes from.</param>
/// <param name="BackText">What that page is called.</param>
public sealed record FormSketch(TextInBoth Heading, TextInBoth Says, string Back, TextInBoth BackText)
{
    /// <summary>What it is about.</summary>
    public IReadOnlyList<ShownFact> Facts { get; init; } = [];

    /// <summary>What is to be filled in.</summary>
    public IReadOnlyList<FormField> Fields { get; init; } = [];

    /// <summary>What has to be ticked so that it is meant; null where the button says enough.</summary>
    public TextInBoth? Tick { get; init; }

    /// <summary>What is said to who may not do it, since another person has to.</summary>
    public TextInBoth TakesAnother { get; init; } = new("须由另一位经办人办理：您就是申请人。", "Another person has to do this: it was you who applied.");

    /// <summary>Whether nothing is to be done any more: the page tells, and has no form.</summary>
    public bool IsOver { get; init; }

    /// <summary>Whether a file is sent.</summary>
    public bool HasFile => Fields.Any(one => one.Shape is FieldShape.File);
}
