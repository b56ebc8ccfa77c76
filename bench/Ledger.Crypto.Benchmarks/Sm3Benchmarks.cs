using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Benchmarks;

/// <summary>SM3 of messages as long as a node of a Merkle tree, a statement, a licence: the times are of one message.</summary>
public class Sm3Benchmarks
{
    private const int Group = 16;

    private byte[] _together = null!;
    private ReadOnlyMemory<byte>[] _apart = null!;
    private Digest[] _hashes = null!;

    [Params(65, 700, 15_000)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void Begin()
    {
        _together = RandomNumberGenerator.GetBytes(Group * Bytes);
        _apart = [.. _together.Chunk(Bytes).Select(chunk => (ReadOnlyMemory<byte>)chunk)];
        _hashes = new Digest[Group];
    }

    [Benchmark(Baseline = true)]
    public Digest ByOpenssl() => Sm3.Hash(_apart[0].Span);

    [Benchmark(OperationsPerInvoke = Group)]
    public void InLanes() => Sm3Batch.Hash(_together, Bytes, _hashes);

    [Benchmark(OperationsPerInvoke = Group)]
    public Digest[] InLanesFromApart() => Sm3Group.HashEach(_apart);
}
