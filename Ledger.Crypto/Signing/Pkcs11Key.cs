using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;
using Ledger.Crypto.Native;

namespace Ledger.Crypto.Signing;

/// <summary>
/// A private key in a hardware module (PKCS#11 2.40). The secret never is in this process; the PIN is, until the key is disposed of. Each
/// signature is verified before it is given: what a module answers is evidence, not truth.
/// </summary>
[SuppressMessage("Usage", "CA2213", Justification = "A late answer gives its place back after the key is disposed of; without a wait handle there is nothing to free.")]
public sealed class Pkcs11Key : SigningKey
{
    private const int PointLength = 65;

    private readonly Pkcs11Settings _settings;
    private readonly Pkcs11Module _module;
    private readonly byte[] _pin;
    private readonly byte[] _id;
    private readonly TimeSpan _patience;
    private readonly SemaphoreSlim _places;
    private readonly ConcurrentBag<Pkcs11Session> _free = [];
    private readonly VerifyingKey _verifier;

    private Pkcs11Key(Pkcs11Settings settings, ReadOnlySpan<byte> pin)
    {
        _settings = settings;
        _pin = pin.ToArray();
        _id = Convert.FromHexString(settings.Id ?? "");
        _patience = TimeSpan.FromMilliseconds(settings.TimeoutMilliseconds);
        _places = new SemaphoreSlim(settings.Sessions, settings.Sessions);
        try
        {
            _module = Pkcs11Module.Of(settings.Module);
            _verifier = Ask(ReadPublicKey);
            Sign("a first signature"u8); // a wrong mechanism shows at the start, not with the first licence
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override SignatureAlgorithm Algorithm => _settings.Algorithm;

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> PublicKey => _verifier.PublicKey;

    /// <summary>Opens a key, and lets it sign once.</summary>
    /// <param name="settings">Where it lies.</param>
    /// <param name="pin">The user's PIN of the token; copied.</param>
    /// <exception cref="ArgumentException">A setting cannot work.</exception>
    /// <exception cref="CryptographicException">
    /// Module, token or key are missing, the PIN is wrong, or what the module signs are no signatures by the key.
    /// </exception>
    public static Pkcs11Key Open(Pkcs11Settings settings, ReadOnlySpan<byte> pin)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Problem() is string problem ? throw new ArgumentException(problem, nameof(settings)) : new Pkcs11Key(settings, pin);
    }

    /// <inheritdoc/>
    public override byte[] Sign(ReadOnlySpan<byte> message)
    {
        byte[] input = Algorithm == SignatureAlgorithm.Sm2Sm3
            ? Sm2Digest.Of(PublicKey.Span, message).Span.ToArray()
            : SHA256.HashData(message);
        byte[] signature = Ask(functions => Sign(functions, input));
        return _verifier.Verify(message, signature)
            ? signature
            : throw new CryptographicException("What the key module gave is no signature by this key.");
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            CryptographicOperations.ZeroMemory(_pin);
        }
    }

    /// <summary>Asks the module with one of the places, which is given back when the module has answered, however late.</summary>
    private T Ask<T>(Func<Cryptoki, T> work) => _places.Wait(_patience)
        ? _module.Run(_patience, work, () => _places.Release())
        : throw new CryptographicException("The key module is busy: every session is in use.");

    private byte[] Sign(Cryptoki functions, byte[] input)
    {
        Pkcs11Session session = Take(functions);
        try
        {
            byte[] signature = functions.Sign(session.Session, (nuint)_settings.Mechanism, session.Key, input);
            _free.Add(session);
            return signature;
        }
        catch (CryptographicException)
        {
            functions.CloseSession(session.Session); // the next one finds token and key anew
            throw;
        }
    }

    private Pkcs11Session Take(Cryptoki functions)
    {
        while (_free.TryTake(out Pkcs11Session? session))
        {
            if (session.Generation == _module.Generation)
            {
                return session;
            }
        }

        return Open(functions, session => new Pkcs11Session(
            _module.Generation, session, FindOne(functions, session, Cryptoki.PrivateKey, "private")));
    }

    private VerifyingKey ReadPublicKey(Cryptoki functions)
    {
        (VerifyingKey key, nuint session) = Open(functions, session =>
        {
            nuint found = FindOne(functions, session, Cryptoki.PublicKey, "public");
            byte[] curve = functions.GetAttribute(session, found, Cryptoki.EcParameters);
            byte[] point = functions.GetAttribute(session, found, Cryptoki.EcPoint);
            return curve.AsSpan().SequenceEqual(KeyEncoding.CurveOf(Algorithm))
                ? (new VerifyingKey(Algorithm, PointOf(point)), session)
                : throw new CryptographicException($"The key in the module is not on the curve of {Algorithm}.");
        });
        functions.CloseSession(session);
        return key;
    }

    private T Open<T>(Cryptoki functions, Func<nuint, T> use)
    {
        (nuint slot, CryptokiTokenFlags flags) = functions.FindToken(_settings.Token);
        nuint session = functions.OpenSession(slot);
        try
        {
            _module.Login(_settings.Token, flags, session, _pin);
            return use(session);
        }
        catch (CryptographicException)
        {
            functions.CloseSession(session);
            throw;
        }
    }

    private nuint FindOne(Cryptoki functions, nuint session, int objectClass, string kind)
    {
        IReadOnlyList<nuint> found = functions.Find(session, objectClass, _settings.Label, _id);
        return found.Count == 1
            ? found[0]
            : throw new CryptographicException($"{found.Count} {kind} keys in token {_settings.Token} have this label and id; one is needed.");
    }

    // PKCS#11 2.40, 2.3.3: DER of an OCTET STRING with the point; some modules give the point itself.
    private static ReadOnlySpan<byte> PointOf(byte[] value)
    {
        if (value.Length == PointLength)
        {
            return value;
        }

        try
        {
            return AsnDecoder.ReadOctetString(value, AsnEncodingRules.DER, out int consumed) is byte[] point && consumed == value.Length
                ? point
                : throw new CryptographicException("The point of the public key has trailing bytes.");
        }
        catch (AsnContentException e)
        {
            throw new CryptographicException("The point of the public key in the module is malformed.", e);
        }
    }
}
