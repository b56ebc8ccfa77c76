using System.Globalization;
using System.Text.Json;
using Ledger.Node.Consents;

namespace Ledger.Node.Exchange;

/// <content>Departments of this province read and answer the objections to what they used of another province (异议): what holders say there arrives where it is about.</content>
internal sealed partial class ExchangeDesk
{
    /// <summary>Where a province's node is asked for objections.</summary>
    public const string ObjectionPath = "/api/v1/provinces/objections";

    /// <summary>Objections to uses of a system in another province.</summary>
    /// <param name="province">Division code of the province.</param>
    /// <param name="body">The question, which names the system and to whom the answer is sealed.</param>
    /// <param name="read">Reads the answer, opened; a <see cref="JsonException"/> where it is none.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="LedgerException">As <see cref="Neighbours.AskAsync"/>, and what that province refuses.</exception>
    public Task<T> ObjectionsAsync<T>(string province, byte[] body, Func<byte[], T> read, CancellationToken cancel) => neighbours.AskAsync(
        province, new NeighbourQuestion(HttpMethod.Post, ObjectionPath, body), (_, answer) => Read(Opened(answer, Ok), read), cancel);

    /// <summary>The same, for a system that opens envelopes itself.</summary>
    /// <param name="caller">The system.</param>
    /// <param name="province">Division code of the province.</param>
    /// <param name="body">The question, which names the system and to whom the answer is sealed.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The envelope, which names the caller's certificate.</returns>
    /// <exception cref="LedgerException">As <see cref="Neighbours.AskAsync"/>, and what that province refuses.</exception>
    public Task<byte[]> SealedObjectionsAsync(UseCaller caller, string province, byte[] body, CancellationToken cancel) => neighbours.AskAsync(
        province, new NeighbourQuestion(HttpMethod.Post, ObjectionPath, body), (_, answer) => SealedTo(caller.Recipient!, answer, Ok), cancel);

    /// <summary>Hands on what a system answers to an objection; it is an event of that province's log.</summary>
    /// <param name="caller">The system.</param>
    /// <param name="province">Division code of the province.</param>
    /// <param name="index">Log index of the objection there.</param>
    /// <param name="body">The answer, which names the system.</param>
    /// <param name="key">The caller's Idempotency-Key.</param>
    /// <param name="read">Reads what that province answers; a <see cref="JsonException"/> where it is none.</param>
    /// <param name="cancel">Gives up; it may be entered all the same.</param>
    /// <exception cref="LedgerException">As <see cref="Neighbours.AskAsync"/>, and what that province refuses.</exception>
    public Task<T> AnswerAsync<T>(UseCaller caller, string province, long index, byte[] body, string key, Func<byte[], T> read, CancellationToken cancel) => neighbours.AskAsync(
        province,
        Question(caller, body, key, string.Create(CultureInfo.InvariantCulture, $"{ObjectionPath}/{index}/answer")),
        (_, answer) =>
        {
            answer.Require(Created);
            return Read(answer.Content, read);
        },
        cancel);

    private static T Read<T>(byte[] answer, Func<byte[], T> read)
    {
        try
        {
            return read(answer);
        }
        catch (JsonException e)
        {
            throw new NeighbourException("Its answer cannot be read.", isLie: true, e);
        }
    }
}
