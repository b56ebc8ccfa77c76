using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Ledger.Api.SignIn;

/// <summary>A sign-in that has been begun, as the browser keeps it until the provider sends it back.</summary>
/// <param name="Provider">Name of the provider.</param>
/// <param name="State">Comes back beside the code.</param>
/// <param name="Nonce">Comes back in the id_token.</param>
/// <param name="Verifier">Goes with the code to the provider (RFC 7636, 4.1).</param>
/// <param name="Return">Path of this node to go on at.</param>
/// <param name="StartedAt">When it was begun, milliseconds since 1970.</param>
/// <param name="Person">For a step-up, the keyed hash of who has signed in already; null else.</param>
internal sealed record SignInAttempt(string Provider, string State, string Nonce, string Verifier, string Return, long StartedAt, string? Person)
{
    private const int LongestReturn = 512;

    /// <summary>When it was begun.</summary>
    public DateTimeOffset Started => DateTimeOffset.FromUnixTimeMilliseconds(StartedAt);

    /// <summary>What the provider is given of the verifier (RFC 7636, 4.2).</summary>
    public string Challenge => Base64Url.EncodeToString(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(Verifier)));

    /// <summary>Begins one: three random names of 256 bits.</summary>
    public static SignInAttempt Begin(string provider, string returnPath, DateTimeOffset now, string? person) =>
        new(provider, Name(), Name(), Name(), returnPath, now.ToUnixTimeMilliseconds(), person);

    /// <summary>Whether a path is one of this node and nothing else: no other host, however browsers read it.</summary>
    public static bool IsOwnPath(string path) => path.Length is > 0 and <= LongestReturn
        && path[0] == '/' && (path.Length == 1 || path[1] != '/') && path.All(c => c is > ' ' and <= '~' and not '\\');

    /// <summary>In JSON.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static SignInAttempt Of(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<SignInAttempt>(json)!;

    private static string Name() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
