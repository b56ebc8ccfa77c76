using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Verification;

/// <summary>A statement with the bytes that are signed and their SM3, for all the checks that ask for either.</summary>
internal sealed class WrittenStatement
{
    private WrittenStatement(LicenceStatement statement, ReadOnlyMemory<byte> bytes) =>
        (Statement, Bytes, Sm3) = (statement, bytes, Hashing.Sm3.Hash(bytes.Span));

    public LicenceStatement Statement { get; }

    /// <summary>What <see cref="LicenceStatement.ToBytes"/> gives.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Their SM3, by which the log names the statement.</summary>
    public Digest Sm3 { get; }

    public static WrittenStatement Of(LicenceDocument licence) => new(licence.Statement, licence.StatementBytes);

    public static WrittenStatement Of(LicenceStatement statement) => new(statement, statement.ToBytes());
}
