using Ledger.Crypto.Signing;

namespace Ledger.Node.Security;

/// <summary>A key that a department registered itself, and what became of it.</summary>
/// <param name="Key">Name, public key and time.</param>
/// <param name="Row">The rest, as it is stored.</param>
internal sealed record RegisteredKey(SystemKey Key, SystemKeyRow Row)
{
    private readonly Lazy<VerifyingKey?> _verifying = new(() => Row.PublicKey.Length == 0 ? null : Key.Read());

    /// <summary>The key itself; null for one of the settings that was only withdrawn.</summary>
    public VerifyingKey? Verifying => _verifying.Value;

    /// <summary>One of <see cref="SystemKeyState"/> at a moment: what waited too long is rejected.</summary>
    public string StateAt(DateTimeOffset now) => Row.State == SystemKeyState.Proposed && now >= ApprovableUntil ? SystemKeyState.Rejected : Row.State;

    /// <summary>Until when it may be approved, that moment not included.</summary>
    public DateTimeOffset ApprovableUntil => DateTimeOffset.FromUnixTimeMilliseconds(Row.ProposedTime) + SystemKeyLimits.ApprovableFor;

    /// <summary>Whether it takes one of the places of its authority.</summary>
    public bool CountsAt(DateTimeOffset now) => StateAt(now) is SystemKeyState.Proposed or SystemKeyState.InForce && (Key.Until is null || now < Key.Until);

    /// <summary>The key of a row.</summary>
    public static RegisteredKey Of(string name, SystemKeyRow row) => new(
        new SystemKey
        {
            Id = name,
            PublicKey = row.PublicKey,
            From = row.From == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.From),
            Until = row.Until == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.Until),
        },
        row);

    /// <summary>Name and state alone.</summary>
    public override string ToString() => $"{Key.Id} {Row.State}";
}
