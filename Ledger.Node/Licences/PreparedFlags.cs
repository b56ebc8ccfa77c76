using Google.Protobuf;

namespace Ledger.Node.Licences;

/// <summary>The flags that one dependent licence is to get.</summary>
/// <param name="Handle">The licence.</param>
/// <param name="LastIndex">Log index of its last event when it was compared.</param>
/// <param name="Rules">The rules that fired, none of which is open on it.</param>
internal sealed record PreparedFlags(ByteString Handle, long LastIndex, IReadOnlyList<FlagRule> Rules);
