using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Benchmarks;

/// <summary>SM2 signatures of messages of 200 bytes, which are hashed as well: the times are of one signature.</summary>
public class Sm2Benchmarks
{
    private const int Group = 64;
    private const int MessageBytes = 200;

    private readonly bool[] _answers = new bool[Group];
    private Sm2PrivateKey _key = null!;
    private ReadOnlyMemory<byte>[] _messages = null!;
    private SignatureClaim[] _claims = null!;

    [GlobalSetup]
    public void Begin()
    {
        _key = Sm2PrivateKey.Generate();
        VerifyingKey verifier = new(_key.Algorithm, _key.PublicKey.Span);
        _messages = [.. Enumerable.Range(0, Group).Select(_ => RandomNumberGenerator.GetBytes(MessageBytes))];
        _claims = [.. _messages.Select(message => new SignatureClaim(verifier, message, _key.Sign(message.Span)))];
    }

    [GlobalCleanup]
    public void End() => _key.Dispose();

    [Benchmark(Baseline = true)]
    public bool VerifyByOpenssl() => Verify(Sm2Engine.Openssl);

    [Benchmark]
    public bool VerifyInWords() => Verify(Sm2Engine.Scalar);

    [Benchmark]
    public bool VerifyInLanes() => Verify(Sm2Engine.Lanes);

    [Benchmark(OperationsPerInvoke = Group)]
    public bool VerifyInEights()
    {
        SignatureBatch.Verify(_claims, _answers);
        return _answers[0];
    }

    [Benchmark]
    public byte[] SignByOpenssl() => _key.Sign(_messages[0].Span, Sm2Engine.Openssl);

    [Benchmark]
    public byte[] SignInLanes() => _key.Sign(_messages[0].Span, Sm2Engine.Lanes);

    [Benchmark(OperationsPerInvoke = Group)]
    public byte[][] SignInEights() => _key.SignEach(_messages, Sm2Engine.Lanes);

    private bool Verify(Sm2Engine engine) => _claims[0].Key.Verify(_claims[0].Message.Span, _claims[0].Signature.Span, engine);
}
