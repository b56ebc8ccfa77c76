namespace Ledger.Node.Catalogue;

/// <summary>How long a licence of a type may be valid, and where it prints the last day.</summary>
/// <param name="LongTermAllowed">Whether 长期 may be written.</param>
/// <param name="MaximumYears">Most years from the first day; null for any.</param>
/// <param name="LastDayField">The key of the field that prints the last day; null where no field does.</param>
internal sealed record ValidityPolicy(bool LongTermAllowed, int? MaximumYears = null, string? LastDayField = null)
{
    /// <summary>The name under which an error about the period itself is reported.</summary>
    public const string Field = "validTo";

    /// <summary>Null for a period the type allows and the printed fields agree with.</summary>
    /// <param name="validity">The period.</param>
    /// <param name="values">Field values by key, already free of errors of their own.</param>
    public FieldError? FindError(Validity validity, IReadOnlyDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(validity);
        ArgumentNullException.ThrowIfNull(values);
        return PeriodError(validity)
            ?? (LastDayField is not null && values.TryGetValue(LastDayField, out string? printed) && printed != validity.ToText()
                ? new(LastDayField, FieldErrorKind.Format, "照面的有效期与证照有效期不一致。", "The printed last day is not that of the licence.")
                : null);
    }

    private FieldError? PeriodError(Validity validity)
    {
        if (validity.To is not { } last)
        {
            return LongTermAllowed
                ? null
                : new(Field, FieldErrorKind.Format, "该类证照有效期不能为长期。", "A licence of this type needs a last day.");
        }

        return MaximumYears is { } years && last > validity.From.AddYears(years)
            ? new(Field, FieldErrorKind.Format, $"该类证照有效期最长 {years} 年。", $"A licence of this type is valid for {years} years at most.")
            : null;
    }
}
