using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Ledger.Crypto.Native;

namespace Ledger.Crypto.Signing;

/// <summary>
/// One PKCS#11 module of this process. What a module is asked runs on a thread of its own, and whoever asked waits only so long: a module
/// that hangs costs its callers a refusal and nobody else anything. After a failure of the device everything is begun anew.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A module stays loaded while the process lives.")]
internal sealed class Pkcs11Module
{
    private const int MostWrongPins = 3;

    private static readonly ConcurrentDictionary<string, Lazy<Pkcs11Module>> Loaded = new();

    // Calls read; who begins anew writes, and so waits until no call is in the module.
    private readonly ReaderWriterLockSlim _calls = new();
    private readonly Dictionary<string, int> _wrongPins = [];
    private readonly Cryptoki _functions;
    private bool _isReady;
    private int _overdue;

    private Pkcs11Module(string path) => _functions = Cryptoki.Load(path);

    /// <summary>Counts how often everything was begun anew: sessions and handles of before mean nothing any more.</summary>
    public int Generation { get; private set; }

    /// <summary>The module of a shared library, the same for every key in it.</summary>
    /// <exception cref="CryptographicException">No such library, or no PKCS#11 module.</exception>
    public static Pkcs11Module Of(string path)
    {
        try
        {
            return Loaded.GetOrAdd(path, static key => new Lazy<Pkcs11Module>(() => new Pkcs11Module(key))).Value;
        }
        catch (CryptographicException)
        {
            Loaded.TryRemove(path, out _); // it may be installed later
            throw;
        }
    }

    /// <summary>Asks the module something.</summary>
    /// <param name="patience">How long the caller waits.</param>
    /// <param name="work">What to ask; runs on a thread of its own, which may outlast the call.</param>
    /// <param name="ended">Called once the module is no longer busy with it, also where it was not asked.</param>
    /// <exception cref="CryptographicException">The module failed, did not answer in time, or has not answered somebody else yet.</exception>
    public T Run<T>(TimeSpan patience, Func<Cryptoki, T> work, Action ended)
    {
        // A module that hangs takes one thread a session, not one a request.
        if (Volatile.Read(ref _overdue) > 0)
        {
            ended();
            throw new CryptographicException("The key module has not answered an earlier request yet.");
        }

        Task<T> answer = Task.Factory.StartNew(
            () =>
            {
                try
                {
                    return Call(patience, work);
                }
                finally
                {
                    ended();
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            if (answer.Wait(patience))
            {
                return answer.Result;
            }
        }
        catch (AggregateException e) when (e.InnerException is CryptographicException failure)
        {
            throw new CryptographicException($"The key module failed: {failure.Message}", failure);
        }

        Interlocked.Increment(ref _overdue);
        answer.ContinueWith(
            late =>
            {
                _ = late.Exception; // seen: the caller was told already
                Interlocked.Decrement(ref _overdue);
            },
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        throw new CryptographicException($"The key module did not answer within {patience.TotalSeconds:0.#} s.");
    }

    /// <summary>Logs in at a token. A token that counted three wrong PINs, or says that it allows one more only, is not asked again.</summary>
    /// <exception cref="CryptographicException">Refused by the token, or not tried.</exception>
    public void Login(string token, CryptokiTokenFlags flags, nuint session, ReadOnlySpan<byte> pin)
    {
        lock (_wrongPins)
        {
            int wrong = _wrongPins.GetValueOrDefault(token);
            if (wrong >= MostWrongPins || (flags & (CryptokiTokenFlags.FinalTry | CryptokiTokenFlags.Locked)) != 0)
            {
                throw new CryptographicException(
                    $"The PIN of token {token} was wrong too often, or is locked: it is not tried again. Set it right, then start anew.");
            }

            try
            {
                _functions.Login(session, pin);
                _wrongPins.Remove(token);
            }
            catch (CryptokiException e) when (e.IsWrongPin)
            {
                _wrongPins[token] = wrong + 1;
                throw;
            }
        }
    }

    private T Call<T>(TimeSpan patience, Func<Cryptoki, T> work)
    {
        BeReady(patience);
        Enter(_calls.TryEnterReadLock(patience));
        try
        {
            return work(_functions);
        }
        catch (CryptokiException e) when (e.IsOfDevice)
        {
            Volatile.Write(ref _isReady, false);
            throw;
        }
        finally
        {
            _calls.ExitReadLock();
        }
    }

    private void BeReady(TimeSpan patience)
    {
        if (Volatile.Read(ref _isReady))
        {
            return;
        }

        Enter(_calls.TryEnterWriteLock(patience));
        try
        {
            if (_isReady)
            {
                return;
            }

            // A module that serves another process over a socket connects here; before that it must forget the old connection.
            if (Generation > 0)
            {
                _functions.Finalise();
            }

            Generation++;
            _functions.Initialise();
            Volatile.Write(ref _isReady, true);
        }
        finally
        {
            _calls.ExitWriteLock();
        }
    }

    private static void Enter(bool entered)
    {
        if (!entered)
        {
            throw new CryptographicException("The key module is still busy with an earlier request.");
        }
    }
}
