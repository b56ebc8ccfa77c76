using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Ledger.Crypto.Ciphers;

namespace Ledger.Crypto.Benchmarks;

/// <summary>SM4-GCM of a chunk of 64 KiB, in each way that this processor has.</summary>
public class Sm4Benchmarks
{
    private const int Bytes = 64 << 10;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(Sm4Gcm.KeyLength);
    private readonly byte[] _nonce = RandomNumberGenerator.GetBytes(Sm4Gcm.NonceLength);
    private readonly byte[] _data = RandomNumberGenerator.GetBytes(Bytes);
    private readonly byte[] _output = new byte[Bytes];
    private readonly byte[] _tag = new byte[Sm4Gcm.TagLength];
    private readonly byte[] _sealed = new byte[Bytes];
    private readonly byte[] _sealedTag = new byte[Sm4Gcm.TagLength];
    private Sm4Gcm _cipher = null!;

    public static IEnumerable<Sm4Engine> Engines => Enum.GetValues<Sm4Engine>().Where(Sm4Encryption.IsSupported);

    [ParamsSource(nameof(Engines))]
    public Sm4Engine Engine { get; set; }

    [GlobalSetup]
    public void Begin()
    {
        _cipher = new Sm4Gcm(_key, Engine);
        _cipher.Encrypt(_nonce, _data, _sealed, _sealedTag, []);
    }

    [GlobalCleanup]
    public void End() => _cipher.Dispose();

    [Benchmark]
    public void Seal() => _cipher.Encrypt(_nonce, _data, _output, _tag, []);

    [Benchmark]
    public void Open()
    {
        // A wrong tag is refused before anything is deciphered: that would measure a refusal.
        if (!_cipher.TryDecrypt(_nonce, _sealed, _sealedTag, _output, []))
        {
            throw new CryptographicException("What was sealed does not open.");
        }
    }
}
