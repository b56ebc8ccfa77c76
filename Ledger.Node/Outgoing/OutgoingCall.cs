using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Ledger.Node.Outgoing;

/// <summary>What a client may do, and for how long.</summary>
internal sealed record OutgoingCall
{
    /// <summary>All networks but those that nobody ever calls: for whoever gives an address on a command line, and is at this machine.</summary>
    public static IReadOnlyList<IPNetwork> Everywhere { get; } = [IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")];

    /// <summary>A call that a person's own command makes, to where they said.</summary>
    /// <param name="patience">How long they wait for a whole answer.</param>
    public static OutgoingCall OfPerson(TimeSpan patience) =>
        new() { Patience = patience, LongestAnswer = int.MaxValue, PrivateNetworks = Everywhere };

    /// <summary>How long a whole answer may take; <see cref="Timeout.InfiniteTimeSpan"/> where each call bounds itself.</summary>
    public required TimeSpan Patience { get; init; }

    /// <summary>Longest answer that is taken, in bytes; <see cref="int.MaxValue"/> where each call bounds itself.</summary>
    public required int LongestAnswer { get; init; }

    /// <summary>Networks that are not public and that a name may lead to nevertheless.</summary>
    public IReadOnlyList<IPNetwork> PrivateNetworks { get; init; } = [];

    /// <summary>Gives the certificate by which the node shows itself in TLS where it is asked to; null where it shows none.</summary>
    public Func<X509Certificate2?>? Certificate { get; init; }

    /// <summary>The one root under which the others' certificates are believed; null for those that the machine trusts.</summary>
    public X509Certificate2? Root { get; init; }

    /// <summary>
    /// Whether an address that is itself the host of a call, and not public, was written by who runs the node: then that is their will. Null: it
    /// always was, as nothing is called but what stands in the settings.
    /// </summary>
    public Func<string, bool>? IsSettled { get; init; }
}
