using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Verification;

/// <summary>How a licence ended, by the body of the event that ended it.</summary>
/// <param name="Chinese">The way: 已吊销.</param>
/// <param name="English">The same, to follow <em>the licence is</em>.</param>
/// <param name="DecidedOn">Day of the decision.</param>
internal sealed record ProvenEnd(string Chinese, string English, DateOnly DecidedOn)
{
    // LicenceRevoked.reason_code and decided_on.
    private const int ReasonField = 2;
    private const int DayField = 4;

    /// <summary>What the newest end among events says of itself; null where its body is not shown, or says nothing that is known.</summary>
    public static ProvenEnd? In(IEnumerable<BundledEvent> events)
    {
        if (events.LastOrDefault(step => step.Leaf.Type == EventType.Revoke) is not { Body: { } body })
        {
            return null;
        }

        try
        {
            ReadOnlySpan<byte> ended = EventBodies.EventOf(body.Span);
            DateOnly day = Forms.Date(System.Text.Encoding.UTF8.GetString(EventBodies.Field(ended, DayField)));
            return WordsOf(System.Text.Encoding.UTF8.GetString(EventBodies.Field(ended, ReasonField))) is ({ } chinese, { } english)
                ? new ProvenEnd(chinese, english, day)
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static (string? Chinese, string? English) WordsOf(string reason) => reason switch
    {
        "cancelled" => ("已注销", "cancelled"),
        "withdrawn" => ("已撤销", "withdrawn"),
        "penalty" => ("已吊销", "revoked"),
        "superseded" => ("已由新版取代", "superseded by a new version"),
        "transferred" => ("已转出", "transferred out"),
        _ => (null, null),
    };
}
