using System.Numerics;
using Ledger.Crypto.Curves;

namespace Ledger.Crypto.Tests.Curves;

/// <summary>A point of <see cref="PlainCurve"/>.</summary>
internal sealed record PlainPoint(BigInteger X, BigInteger Y)
{
    /// <summary><c>04‖x‖y</c>.</summary>
    public byte[] ToBytes() => [0x04, .. PlainCurve.Bytes(X), .. PlainCurve.Bytes(Y)];

    /// <summary>The same point for the code under test.</summary>
    public AffinePoint ToAffine() => AffinePoint.TryRead(ToBytes(), out AffinePoint point) ? point : throw new InvalidOperationException("Not a point.");
}
