using Ledger.Api.Problems;
using Microsoft.AspNetCore.Components;

namespace Ledger.Api.Portal;

/// <summary>A labelled field of a form: its name, what was filled in, and what is wrong with it.</summary>
public abstract class FieldComponent : PortalComponent
{
    /// <summary>Name of the field.</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    /// <summary>What it is called.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>What to fill in; null where the label says it.</summary>
    [Parameter]
    public string? Hint { get; set; }

    /// <summary>What was filled in, or chosen.</summary>
    [Parameter]
    public string Value { get; set; } = "";

    /// <summary>What is wrong with the form.</summary>
    [Parameter]
    public IReadOnlyList<FormFault> Faults { get; set; } = [];

    /// <summary>What is wrong with the field; null for nothing.</summary>
    protected TextInBoth? Fault => Faults.FirstOrDefault(fault => fault.Field == Name)?.Text;

    /// <summary>The attribute <c>aria-invalid</c> of the field.</summary>
    protected string? IsInvalid => Fault is null ? null : "true";

    /// <summary>The attribute <c>aria-describedby</c> of the field: its hint, and what is wrong with it.</summary>
    protected string? Described =>
        string.Join(' ', new[] { Hint is null ? null : $"{Name}-hint", Fault is null ? null : $"{Name}-fault" }.OfType<string>()) is { Length: > 0 } ids ? ids : null;
}
