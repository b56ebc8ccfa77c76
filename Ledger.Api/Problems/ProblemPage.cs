namespace Ledger.Api.Problems;

/// <summary>How a refusal is told to a person at a browser, where programs get a problem document.</summary>
/// <param name="WriteAsync">Writes the page; status and headers are set.</param>
internal sealed record ProblemPage(Func<HttpContext, Problem, Task> WriteAsync)
{
    /// <summary>Whether whoever asks reads pages: browsers name <c>text/html</c> where a person goes somewhere; <c>*/*</c> is what programs say.</summary>
    public static bool IsWantedBy(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
}
