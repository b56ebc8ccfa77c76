using Google.Protobuf;

namespace Ledger.Node.Licences;

/// <summary>A row found in a <see cref="LicenceRange"/>.</summary>
/// <param name="Position">Where it stands in the order of the answer.</param>
/// <param name="Handle">The licence.</param>
/// <param name="FirstDay">Its first day.</param>
internal sealed record LicenceHit(byte[] Position, ByteString Handle, DateOnly FirstDay);
