using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Node.Tests.Licences;

/// <summary>
/// Lives the life of one licence at random, and keeps a list of its own of what it was from when on: no fold, no log, nothing of what is
/// tested.
/// </summary>
internal sealed class ModelLife(HistoryLedger ledger, Random random)
{
    private static readonly DateOnly FirstDay = new(2026, 3, 3);

    private readonly List<Span> _spans = [];
    private bool _isSuspended;
    private bool _isDisputed;
    private string? _end;
    private DateOnly _lastDay = new(2026, 3, 12);

    /// <summary>Its newest version.</summary>
    public LicenceIdentifier Identifier { get; private set; } = null!;

    /// <summary>Every moment at which something changed, and the milliseconds around it.</summary>
    public IEnumerable<DateTimeOffset> Moments => _spans
        .SelectMany(span => new[] { span.From, Midnight(FirstDay), Midnight(span.LastDay.AddDays(1)) })
        .SelectMany(time => new[] { time.AddMilliseconds(-1), time, time.AddMilliseconds(1) })
        .Append(_spans[0].From.AddYears(-1))
        .Where(time => time <= ledger.Clock.Now)
        .Distinct()
        .Order();

    /// <summary>Issues it and does some things to it.</summary>
    public async Task LiveAsync(int steps)
    {
        Identifier = (await ledger.Register.IssueAsync(
            IssuingLedger.Issuer, Request(), IssuingLedger.Key("first"), CancellationToken.None)).Licence.Identifier;
        Note();
        for (int i = 0; i < steps && _end is null; i++)
        {
            await StepAsync(isLast: i == steps - 1);
            Note();
        }
    }

    /// <summary>What it was: version, state, whether disputed.</summary>
    public (LicenceIdentifier Version, string Status, bool IsDisputed) At(DateTimeOffset moment)
    {
        if (_spans.LastOrDefault(span => span.From <= moment) is not Span span)
        {
            return (_spans[0].Version, "not-issued", false);
        }

        DateTimeOffset begin = Midnight(FirstDay);
        string status = span.End ?? (span.IsSuspended ? "suspended"
            : moment < begin ? "not-yet-valid"
            : moment >= Midnight(span.LastDay.AddDays(1)) ? "expired"
            : "valid");
        return (span.Version, status, span.IsDisputed);
    }

    private static DateTimeOffset Midnight(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8));

    private static IssueLicence Request()
    {
        IssueLicence request = IssuingLedger.Request();
        return request with
        {
            Validity = new Validity(FirstDay, new DateOnly(2026, 3, 12)),
            Fields = new Dictionary<string, string>(request.Fields) { ["YYQX"] = "2026-03-12" },
        };
    }

    private async Task StepAsync(bool isLast)
    {
        TimeSpan later = TimeSpan.FromMilliseconds(1 + random.Next(random.Next(2) == 0 ? 3 : 36 * 3_600_000));
        CancellationToken none = CancellationToken.None;
        switch (isLast ? 9 : random.Next(8))
        {
            case 0 when _isSuspended:
                await ledger.Register.ResumeAsync(ledger.On(Identifier, later), none);
                _isSuspended = false;
                break;
            case 0 or 1 when !_isSuspended && ledger.Clock.Now + later < Midnight(_lastDay.AddDays(1)):
                await ledger.Register.SuspendAsync(ledger.On(Identifier, later), null, none);
                _isSuspended = true;
                break;
            case 2 or 3 when _isDisputed:
                await ledger.Register.LiftDisputeAsync(ledger.On(Identifier, later), DisputeOutcome.Rejected, none);
                _isDisputed = false;
                break;
            case 2 or 3:
                await ledger.Register.DisputeAsync(ledger.On(Identifier, later), "YY-1", none);
                _isDisputed = true;
                break;
            case 4 or 5 when !_isSuspended:
                await CorrectAsync(later);
                break;
            case 9:
                await ledger.Register.RevokeAsync(ledger.On(Identifier, later), RevocationReason.Withdrawn, null, none);
                (_end, _isSuspended, _isDisputed) = ("withdrawn", false, false);
                break;
            default:
                await ledger.Register.CheckAsync(ledger.On(Identifier, later), passed: false, null, none);
                break;
        }
    }

    private async Task CorrectAsync(TimeSpan later)
    {
        _lastDay = _lastDay.AddDays(random.Next(-1, 5));
        Identifier = await ledger.NextAsync(
            Identifier, new NextVersion(LicenceAct.Correction, IssuingLedger.Ground) { Validity = new Validity(FirstDay, _lastDay) }, later);
        _isDisputed = false;
    }

    private void Note() => _spans.Add(new Span(ledger.Clock.Now, Identifier, _end, _isSuspended, _isDisputed, _lastDay));

    private sealed record Span(
        DateTimeOffset From, LicenceIdentifier Version, string? End, bool IsSuspended, bool IsDisputed, DateOnly LastDay);
}
