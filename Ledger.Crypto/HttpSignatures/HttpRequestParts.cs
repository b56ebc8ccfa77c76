namespace Ledger.Crypto.HttpSignatures;

/// <summary>What of a request can be signed.</summary>
/// <param name="Method">HTTP method, letter case as sent.</param>
/// <param name="TargetUri">
/// The whole address as the client means it, <c>https://host/path?query</c>: scheme and host in small letters, no default port, no user, no fragment.
/// </param>
/// <param name="Fields">Name in small letters → value; of a field sent in several lines, the values joined by comma and space (RFC 9421, 2.1).</param>
public sealed record HttpRequestParts(string Method, string TargetUri, IReadOnlyDictionary<string, string> Fields);
