namespace Ledger.Api.Licences;

/// <summary>What a department sends with every decision on a licence.</summary>
public record DecisionRequest
{
    /// <summary>The provision it rests on: 1 to 256 characters, no personal data. Stays in the log for ever.</summary>
    public required string LegalBasis { get; init; }

    /// <summary>经办人: account at the department, 1 to 64 visible ASCII characters. Kept sealed.</summary>
    public required string Operator { get; init; }

    /// <summary>Day of the decision; today where it is left out.</summary>
    public string? DecidedOn { get; init; }

    /// <summary>Up to 500 characters more; kept sealed.</summary>
    public string? Note { get; init; }
}

/// <summary>What a department sends to suspend a licence.</summary>
public sealed record SuspendLicenceRequest : DecisionRequest
{
    /// <summary>Day until which it was decided. The licence is given back by a decision, not by the day.</summary>
    public string? Until { get; init; }
}

/// <summary>What a department sends to end a licence.</summary>
public sealed record RevokeLicenceRequest : DecisionRequest
{
    /// <summary><c>cancelled</c> 注销, <c>withdrawn</c> 撤销, <c>penalty</c> 吊销 or <c>transferred</c> 转出.</summary>
    public required string Reason { get; init; }

    /// <summary>转出, and only then: division code of the province it moves to.</summary>
    public string? Destination { get; init; }
}

/// <summary>What a department sends to enter a annual check.</summary>
public sealed record CheckLicenceRequest : DecisionRequest
{
    /// <summary>Its result. A failed check suspends nothing by itself.</summary>
    public required bool Passed { get; init; }

    /// <summary>Day of the next check; left out: as many months on as the type says.</summary>
    public string? NextDue { get; init; }
}

/// <summary>What a department sends to mark that an objection is open.</summary>
public sealed record DisputeLicenceRequest : DecisionRequest
{
    /// <summary>Number of the objection: 1 to 64 digits, capital letters and hyphens.</summary>
    public required string Reference { get; init; }
}

/// <summary>What a department sends to take the mark of an objection off.</summary>
public sealed record SettleDisputeRequest : DecisionRequest
{
    /// <summary><c>upheld</c>, <c>rejected</c> or <c>withdrawn</c>.</summary>
    public required string Outcome { get; init; }
}
