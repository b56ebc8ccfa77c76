using System.Buffers.Text;
using System.Security.Cryptography;
using Ledger.Api.Security;
using Ledger.Crypto.Ciphers;

namespace Ledger.Api.SignIn;

/// <summary>
/// The <see cref="NodeCookie"/> in which the browser keeps a sign-in that was begun, sealed: whoever begins many of them costs the node no memory. The key lives
/// as long as the process; who signs in while the node restarts begins anew.
/// </summary>
internal sealed class AttemptCookie : IDisposable
{
    /// <summary>So long a sign-in may take.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private const string CookiePurpose = "sign-in";
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int LongestText = 4096;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(16);

    private static ReadOnlySpan<byte> Purpose => "ledger sign-in attempt v1"u8;

    /// <summary>Gives it to the browser.</summary>
    public void Give(HttpContext context, SignInAttempt attempt)
    {
        byte[] plain = attempt.ToJson();
        byte[] content = new byte[NonceLength + plain.Length + TagLength];
        RandomNumberGenerator.Fill(content.AsSpan(0, NonceLength));
        using Sm4Gcm cipher = new(_key);
        cipher.Encrypt(
            content.AsSpan(0, NonceLength), plain, content.AsSpan(NonceLength, plain.Length), content.AsSpan(NonceLength + plain.Length), Purpose);
        context.Response.Cookies.Append(NodeCookie.NameOf(context, CookiePurpose), Base64Url.EncodeToString(content), NodeCookie.Options(Lifetime));
    }

    /// <summary>Takes it from the browser, which forgets it; null where there is none, it is not one of ours, or too old.</summary>
    public SignInAttempt? Take(HttpContext context, DateTimeOffset now)
    {
        string name = NodeCookie.NameOf(context, CookiePurpose);
        string? text = context.Request.Cookies[name];
        context.Response.Cookies.Delete(name, NodeCookie.Options(null));
        if (text is null or { Length: > LongestText } || !Base64Url.IsValid(text))
        {
            return null;
        }

        byte[] content = Base64Url.DecodeFromChars(text);
        if (content.Length < NonceLength + TagLength)
        {
            return null;
        }

        byte[] plain = new byte[content.Length - NonceLength - TagLength];
        using Sm4Gcm cipher = new(_key);
        return cipher.TryDecrypt(content.AsSpan(0, NonceLength), content.AsSpan(NonceLength, plain.Length), content.AsSpan(NonceLength + plain.Length), plain, Purpose)
            && SignInAttempt.Of(plain) is SignInAttempt attempt
            && now >= attempt.Started && now < attempt.Started + Lifetime
                ? attempt
                : null;
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_key);
}
