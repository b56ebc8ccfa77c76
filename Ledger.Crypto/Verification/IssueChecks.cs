using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Verification;

/// <summary>That the proven history is the one of this very statement: its first event issues it, on the day the statement names.</summary>
internal static class IssueChecks
{
    private const string Name = "issue";

    // LicenceIssued.statement_sm3.
    private const int StatementField = 1;

    /// <summary>The checks; the second is made only where the first passes.</summary>
    /// <param name="proven">A report whose every link holds.</param>
    /// <param name="statement">The statement at hand.</param>
    public static IReadOnlyList<Check> Make(StatusReport proven, WrittenStatement statement)
    {
        if (proven.Status is null)
        {
            return [Check.Of(Name, false, "账本中没有本证照。", "The log does not have this licence.")];
        }

        if (!proven.ShowsAllEvents)
        {
            return
            [
                new Check(
                    Name, CheckResult.Unknown, "证明未列出全部事件，无法核对签发内容。",
                    "The proof does not show all events: what was issued cannot be compared."),
            ];
        }

        BundledEvent first = proven.Bundle.Events[0];
        Check issue = IsIssueOf(first, statement);
        return issue.Result == CheckResult.Passed ? [issue, OfItsDay(first, statement.Statement)] : [issue];
    }

    private static Check IsIssueOf(BundledEvent first, WrittenStatement statement)
    {
        try
        {
            bool holds = first.Leaf.Type == EventType.Issue && first.Body is { } body && Names(body.Span, statement.Sm3);
            return Check.Of(
                Name, holds,
                holds ? "账本中的首个事件签发的正是本证照。" : "账本中的首个事件不是本证照的签发。",
                holds ? "The first event in the log issues this very statement." : "The first event in the log does not issue this statement.");
        }
        catch (FormatException e)
        {
            return Check.Of(Name, false, "签发事件不符合格式。", $"The event of the issue is malformed: {e.Message}");
        }
    }

    /// <summary>
    /// Certificates are judged by the day of issue, which the department itself wrote down. The log bears witness that it did not date
    /// back: it took the issue in on that day, or, for one just before midnight, on the next.
    /// </summary>
    private static Check OfItsDay(BundledEvent first, LicenceStatement statement)
    {
        DateOnly logged = BeijingTime.DayOf(first.Leaf.Time);
        int late = logged.DayNumber - statement.IssuedOn.DayNumber;
        return Check.Of(
            "issue-day", late is 0 or 1,
            () => (
                $"证照颁发日期 {Forms.Of(statement.IssuedOn)}，账本记载签发于 {Forms.Of(logged)}。",
                $"The licence is dated {Forms.Of(statement.IssuedOn)}; the log took its issue in on {Forms.Of(logged)}."));
    }

    /// <summary>Whether an event body names a statement by its SM3, as those do that make something signed.</summary>
    /// <exception cref="FormatException">The body is malformed.</exception>
    internal static bool Names(ReadOnlySpan<byte> body, Digest statement) =>
        EventBodies.Field(EventBodies.EventOf(body), StatementField).SequenceEqual(statement.Span);
}
