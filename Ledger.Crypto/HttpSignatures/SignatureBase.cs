using System.Globalization;
using System.Text;

namespace Ledger.Crypto.HttpSignatures;

/// <summary>The bytes that are signed (RFC 9421, 2.5).</summary>
internal static class SignatureBase
{
    /// <summary>Writes them.</summary>
    /// <param name="parameters">What is covered.</param>
    /// <param name="request">The signed request, or the one that the signed answer answers.</param>
    /// <param name="answer">The signed answer; null where the request is signed.</param>
    /// <exception cref="HttpSignatureException">A covered component is unknown, or the message does not have it.</exception>
    public static byte[] Write(SignatureParameters parameters, HttpRequestParts request, HttpAnswerParts? answer)
    {
        StringBuilder text = new();
        foreach (HttpComponent component in parameters.Components)
        {
            string value = ValueOf(component, request, answer);
            text.Append(component).Append(": ").Append(value).Append('\n');
        }

        text.Append("\"@signature-params\": ").Append(parameters);
        return System.Text.Encoding.ASCII.GetBytes(text.ToString());
    }

    private static string ValueOf(HttpComponent component, HttpRequestParts request, HttpAnswerParts? answer)
    {
        // RFC 9421, 2.4: there is nothing that a request answers.
        bool fromRequest = answer is null ? !component.OfRequest : component.OfRequest;
        string? value = component.Name.StartsWith('@')
            ? component.Key is null ? Derived(component.Name, fromRequest ? request : null, component.OfRequest ? null : answer) : null
            : Field(component, fromRequest ? request.Fields : component.OfRequest ? null : answer?.Fields);
        return value is not null && value.All(c => c is >= ' ' and <= '~' or '\t')
            ? value
            : throw new HttpSignatureException(HttpSignatureFault.Components, $"{component} is covered and not there, or is no visible ASCII.");
    }

    private static string? Field(HttpComponent component, IReadOnlyDictionary<string, string>? fields)
    {
        if (fields?.GetValueOrDefault(component.Name) is not string value || component.Key is null)
        {
            return fields?.GetValueOrDefault(component.Name)?.Trim(' ', '\t');
        }

        // RFC 9421, 2.1.2
        return StructuredReader.ReadDictionary(value).FirstOrDefault(member => member.Key == component.Key) is StructuredMember found
            ? StructuredWriter.WriteValue(found)
            : null;
    }

    // RFC 9421, 2.2
    private static string? Derived(string name, HttpRequestParts? request, HttpAnswerParts? answer)
    {
        if (name == "@status")
        {
            return answer?.Status.ToString("000", CultureInfo.InvariantCulture);
        }

        if (request is null)
        {
            return null;
        }

        return name switch
        {
            "@method" => request.Method,
            "@target-uri" => request.TargetUri,
            "@authority" => Split(request.TargetUri).Authority,
            "@path" => Split(request.TargetUri).Path,
            "@query" => Split(request.TargetUri).Query,
            _ => null,
        };
    }

    private static (string Authority, string Path, string Query) Split(string uri)
    {
        int start = uri.IndexOf("://", StringComparison.Ordinal);
        string rest = start < 0 ? "" : uri[(start + 3)..];
        int path = rest.IndexOfAny(['/', '?']) is >= 0 and int at ? at : rest.Length;
        int query = rest.IndexOf('?', StringComparison.Ordinal) is >= 0 and int mark ? mark : rest.Length;
        return (rest[..path], path == query ? "/" : rest[path..query], query == rest.Length ? "?" : rest[query..]); // 2.2.6, 2.2.7
    }
}
