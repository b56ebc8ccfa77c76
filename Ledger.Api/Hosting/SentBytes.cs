namespace Ledger.Api.Hosting;

/// <summary>What the system says of the bytes that were sent on a connection, those of TLS included.</summary>
/// <param name="Taken">Bytes whose receipt the far end has confirmed.</param>
/// <param name="AreWaiting">Whether there are more, sent or not yet.</param>
/// <param name="AreLost">Whether some were sent again and nothing comes back: the network loses them, or nobody is there any more. Who merely does not read confirms, and says that there is no room.</param>
internal readonly record struct SentBytes(long Taken, bool AreWaiting, bool AreLost);
